import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AdminKey } from '@app/access';
import { AppConfig } from '@app/config';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';
import { bearerOf } from './admin.guard.js';

/** Reading is for everyone while NHIPPHO_READS is `open`, else for who brings the administrator's key. */
@Injectable()
export class ReadGuard implements CanActivate {
  constructor(
    private readonly config: AppConfig,
    private readonly adminKey: AdminKey,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.config.reads === 'open') return true;
    const token = bearerOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (token !== null && this.adminKey.verify(token)) return true;
    throw new Problem(401, 'reading needs identification here: send `Authorization: Bearer <key>`');
  }
}
