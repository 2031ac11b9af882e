/** System errors of a host that isn't there yet, or not any more. */
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** PostgreSQL: connection exceptions, too few resources, starting up or shutting down. */
const SQLSTATE = /^(08|53|57P)/;

/**
 * Whether an error means that an engine can't be reached now, so that trying again later is right. Looks at what the
 * adapters say of themselves (`retryable`), then at the causes below.
 */
export function isUnavailable(error: unknown): boolean {
  return causes(error).some(({ retryable, code }) => {
    if (retryable === true) return true;
    return typeof code === 'string' && (SYSTEM.has(code) || SQLSTATE.test(code));
  });
}

interface Described {
  readonly retryable?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** The error, its causes, and the parts of an aggregate; each once. */
function causes(error: unknown): readonly Described[] {
  const found = new Set<Described>();
  const waiting: unknown[] = [error];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || found.has(next)) continue;
    const described: Described = next;
    found.add(described);
    waiting.push(described.cause);
    if (Array.isArray(described.errors)) waiting.push(...(described.errors as unknown[]));
  }
  return [...found];
}

/** What went wrong, in one line without a stack. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node's AggregateError of a refused connection has no words of its own.
  if (error.message === '' && error instanceof AggregateError) return error.errors.map(wordsOf).join('; ');
  return error.message;
}
