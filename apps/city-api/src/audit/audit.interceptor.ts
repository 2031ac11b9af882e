import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Logs, type Logger } from '@app/observability';
import { AuditRepository } from '@app/registry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, catchError, concatMap, from, mergeMap } from 'rxjs';
import { callerOf } from '../access/caller.js';
import { OPERATION } from '../http/operation.js';
import { toProblem } from '../http/problem.filter.js';
import { auditDetail } from './redact.js';

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Writes into the audit trail what every operation that isn't a read is about to do, before it is done, and what came of it
 * afterwards: nothing changes without an entry, and a crash in between shows as one without its outcome.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  private readonly log: Logger;

  constructor(
    private readonly audit: AuditRepository,
    private readonly reflector: Reflector,
    logs: Logs,
  ) {
    this.log = logs.for('audit');
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // In one process it also meets the devices' ingest, which is no operation of this interface.
    const isOurs = this.reflector.get(OPERATION, context.getHandler()) !== undefined;
    if (!isOurs || READING.has(request.method)) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const caller = callerOf(request);
    const entry = {
      callerKind: caller.kind,
      caller: caller.id,
      name: caller.name,
      action: `${request.method} ${request.routeOptions.url ?? ''}`,
      object: request.url.split('?', 1)[0] ?? '',
    };
    const begun = this.audit.append({
      ...entry,
      detail: auditDetail(request.query, request.body),
      outcome: null,
      outcomeOf: null,
    });
    const end = async (seq: number, outcome: number): Promise<void> => {
      try {
        await this.audit.append({ ...entry, detail: '{}', outcome, outcomeOf: seq });
      } catch (error) {
        // It is done, and the trail says that it was begun; the caller must not hear that it failed.
        this.log.error({ err: error, seq }, 'writing an outcome into the audit trail failed');
      }
    };
    return from(begun).pipe(
      mergeMap((seq) =>
        next.handle().pipe(
          catchError(async (error: unknown) => {
            await end(seq, toProblem(error).status);
            throw error;
          }),
          concatMap(async (result) => {
            await end(seq, reply.statusCode);
            return result;
          }),
        ),
      ),
    );
  }
}
