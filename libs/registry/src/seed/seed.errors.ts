/** A seed file that cannot be used. The message names file, line and path, and says what is allowed. */
export class SeedError extends Error {
  readonly code = 'SEED_INVALID';
  readonly retryable = false;

  constructor(
    readonly file: string,
    readonly place: string,
    detail: string,
  ) {
    super(`reading seed ${file}${place === '' ? '' : ` (${place})`}: ${detail}`);
    this.name = 'SeedError';
  }
}
