/** What the registry refused and the field that is to blame; or, with UNAVAILABLE, that trying again may help. */
export class RegistryError extends Error {
  /** True only for REGISTRY_UNAVAILABLE: with the others the request must change. */
  readonly retryable: boolean;

  constructor(
    readonly code:
      | 'REGISTRY_CONFLICT'
      | 'REGISTRY_INVALID'
      | 'REGISTRY_NOT_FOUND'
      | 'REGISTRY_UNAVAILABLE'
      | 'REGISTRY_CORRUPT',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'RegistryError';
    this.retryable = code === 'REGISTRY_UNAVAILABLE';
  }
}

/** SQLSTATE classes that stay wrong however often they are tried: data, constraint, syntax or name. */
const LASTING = new Set(['22', '23', '42']);

/** Classifies anything that a query threw: ours and lasting ones as they are, the rest as unavailable. */
export function registryFailure(error: unknown): unknown {
  if (error instanceof RegistryError) return error;
  const state = sqlState(error);
  if (state !== null && LASTING.has(state.slice(0, 2))) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new RegistryError('REGISTRY_UNAVAILABLE', `querying the registry: ${detail}`, { cause: error });
}

/** The five characters by which PostgreSQL names what went wrong; null for errors of other origin. */
export function sqlState(error: unknown): string | null {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const state = driverError?.code ?? code;
  return typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) ? state : null;
}
