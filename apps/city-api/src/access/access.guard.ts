import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { OPERATION, type Operation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { speakForYourself } from './actor.js';
import { noteCaller } from './caller.js';
import { CallerRates } from './caller-rates.js';
import { Identification } from './identification.js';

/**
 * Lets pass whoever may do what the operation says it does (`action` of `ApiOperation`); without a word it is for the
 * administrator's key alone. Where the action is about an area, the handler asks `Scope` as soon as it knows the area.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly identification: Identification,
    private readonly reflector: Reflector,
    private readonly rates: CallerRates,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const operation = this.reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    const caller = await this.identification.callerOf(request);
    noteCaller(request, caller);
    this.rates.count(caller, request);
    const action = operation?.action;
    const mayPass = action === 'any' || (action === undefined ? caller.kind === 'key' : caller.may(action));
    if (mayPass) {
      if (operation) speakForYourself(request, operation, caller);
      return true;
    }
    if (caller.kind === 'anonymous')
      throw new Problem(401, 'sign in, or send `Authorization: Bearer <key>`: this needs identification');
    throw new Problem(403, `${caller.name} may not do this (${action ?? "the administrator's key only"})`);
  }
}
