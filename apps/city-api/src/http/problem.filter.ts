import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { Logs, type Logger } from '@app/observability';
import { RegistryError } from '@app/registry';
import { TimeSeriesError } from '@app/time-series';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TooFast } from '../access/caller-rates.js';
import { TableError } from '../spreadsheet/table.js';
import { type ProblemDetails, problemDetails } from './problem.js';

const REGISTRY_STATUS: Readonly<Record<string, number>> = {
  REGISTRY_CONFLICT: 409,
  REGISTRY_INVALID: 400,
  REGISTRY_NOT_FOUND: 404,
};

/** Turns whatever was thrown into problem+json; nothing of the inside (stack, SQL) leaves. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log: Logger;

  constructor(logs: Logs) {
    this.log = logs.for('city-api');
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error);
    if (problem.status >= 500)
      this.log.error({ err: error, path: request.url }, 'answering a request failed');
    if (reply.sent) return;
    if (error instanceof TooFast) reply.header('retry-after', String(error.waitS));
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}

/** The reply for anything thrown; unknown errors become a 500 without their words. */
export function toProblem(error: unknown): ProblemDetails {
  if (error instanceof RegistryError) {
    return problemDetails(REGISTRY_STATUS[error.code] ?? 503, error.message);
  }
  if (error instanceof TimeSeriesError) {
    if (error.code === 'TIMESERIES_TOO_MANY_ROWS')
      return problemDetails(422, `${error.message}; ask for a shorter span`);
    return problemDetails(503, 'the time series store does not answer; try again shortly');
  }
  if (error instanceof TableError) return problemDetails(400, error.message);
  if (error instanceof HttpException) {
    const body = error.getResponse();
    if (isProblem(body)) return body;
    return problemDetails(error.getStatus(), error.message);
  }
  const status = fastifyStatus(error);
  if (status !== null) return problemDetails(status, error instanceof Error ? error.message : 'not valid');
  return problemDetails(500, 'the request could not be answered; the log of the service says why');
}

function isProblem(body: unknown): body is ProblemDetails {
  return typeof body === 'object' && body !== null && 'type' in body && 'title' in body && 'detail' in body;
}

/** Fastify's own refusals (bad JSON, body too large, …) carry a 4xx `statusCode`. */
function fastifyStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
