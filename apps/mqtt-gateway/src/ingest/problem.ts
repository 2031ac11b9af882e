import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';

/** A refusal as RFC 9457 problem details. */
export class Problem extends HttpException {
  constructor(
    status: number,
    readonly title: string,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super({ type: 'about:blank', title, status, detail }, status);
  }
}

/** What of Fastify's reply the filter needs. */
interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): Reply;
}

/** Answers every failure of the ingest with problem+json, without what is inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    const problem =
      error instanceof Problem ? error : new Problem(500, 'Internal error', 'taking the readings went wrong');
    reply.status(problem.getStatus());
    for (const [name, value] of Object.entries(problem.headers)) reply.header(name, value);
    reply.header('content-type', 'application/problem+json').send(JSON.stringify(problem.getResponse()));
  }
}
