import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AdminKey } from '@app/access';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

/** The token of an `Authorization: Bearer` header, or null. */
export function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer ([\x21-\x7e]{1,512})$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Lets only the administrator's key pass. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(private readonly adminKey: AdminKey) {}

  canActivate(context: ExecutionContext): boolean {
    const token = bearerOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (token !== null && this.adminKey.verify(token)) return true;
    throw new Problem(401, "send the administrator's key as `Authorization: Bearer <key>`");
  }
}
