/** What the registry refused, and the field that is to blame. Never retryable by itself: the request must change. */
export class RegistryError extends Error {
  readonly retryable = false;

  constructor(
    readonly code: 'REGISTRY_CONFLICT' | 'REGISTRY_INVALID' | 'REGISTRY_NOT_FOUND',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RegistryError';
  }
}
