import type { components } from './openapi.generated.js';

/** Body of an error reply: problem+json (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A call that failed: the server refused it, or (status 0) didn't answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** What, where and what to do, in the server's words where it had any. */
    message: string,
    /** The reply's body when it was problem+json; its `errors` name each wrong place. */
    readonly problem: Problem | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Reads the error off a reply that isn't a success. */
  static async of(response: Response): Promise<ApiError> {
    const isProblem = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
    let problem: Problem | null = null;
    if (isProblem) problem = await response.json().then(problemIn, () => null);
    const fallback = `${response.status} ${response.statusText}`.trim();
    return new ApiError(response.status, problem?.detail ?? fallback, problem);
  }
}

function problemIn(body: unknown): Problem | null {
  return typeof body === 'object' && body !== null && 'detail' in body ? (body as Problem) : null;
}
