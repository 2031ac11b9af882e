import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Caller } from '@app/access';
import type { FastifyRequest } from 'fastify';

const CALLERS = new WeakMap<FastifyRequest['raw'], Caller>();

/** Remembers who sent a request. */
export function noteCaller(request: FastifyRequest, caller: Caller): void {
  CALLERS.set(request.raw, caller);
}

/** Who sent a request; nobody before a guard has looked. */
export function callerOf(request: FastifyRequest): Caller {
  return CALLERS.get(request.raw) ?? Caller.anonymous;
}

/** The caller as a parameter of a handler. */
export const AskedBy = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
