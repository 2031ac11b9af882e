import { HttpException } from '@nestjs/common';

/** One wrong place of a request; of an uploaded file with its row, column and kind of problem. */
interface FieldProblem {
  readonly path: string;
  readonly message: string;
  readonly row?: number;
  readonly column?: string | null;
  readonly cell?: string | null;
  readonly code?: string;
}

/** Body of an error reply (RFC 9457, application/problem+json). */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Credentials are needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'This path does not take that method',
  409: 'In conflict with what is there',
  413: 'Too large',
  414: 'The address is too long',
  415: 'Not of a type that is taken here',
  422: 'Cannot be done as asked',
  426: 'Another protocol is needed',
  429: 'Too many requests',
  500: 'Something failed here',
  503: 'Not available at the moment',
};

/** An error reply with its words: `detail` says what, where and what to do. */
export class Problem extends HttpException {
  constructor(status: number, detail: string, errors?: ProblemDetails['errors']) {
    super(problemDetails(status, detail, errors), status);
    this.message = detail;
  }
}

export function problemDetails(
  status: number,
  detail: string,
  errors?: ProblemDetails['errors'],
): ProblemDetails {
  const title = TITLES[status] ?? 'Error';
  return { type: 'about:blank', title, status, detail, ...(errors && { errors }) };
}
