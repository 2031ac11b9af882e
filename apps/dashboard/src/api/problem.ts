/** One wrong place of what was sent; of an uploaded file with its row and column. */
interface FieldProblem {
  readonly path: string;
  readonly message: string;
  readonly row?: number;
  readonly column?: string | null;
  readonly cell?: string | null;
  readonly code?: string;
}

/** Body of an error reply (RFC 9457). */
interface ProblemDetails {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
}

/** A call that failed: what the server said, or that it didn't answer (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Single places that are wrong, where the server named them. */
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(message);
  }

  static async of(response: Response): Promise<ApiError> {
    try {
      const problem = (await response.json()) as Partial<ProblemDetails>;
      const message = problem.detail ?? problem.title ?? response.statusText;
      return new ApiError(response.status, message, problem.errors);
    } catch {
      return new ApiError(response.status, response.statusText);
    }
  }
}
