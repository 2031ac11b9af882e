import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Rates } from '@app/access';
import type { FastifyRequest } from 'fastify';
import { TooFast } from '../access/caller-rates.js';
import { Failures } from '../access/failures.js';

/** Claims a second over all addresses, and at once: many more than fitters make, few for somebody who tries codes out. */
const PER_SECOND = 5;
const BURST = 100;

/** Codes that were none, apart from other credentials: who mistypes codes keeps nobody at the same address from signing in. */
@Injectable()
export class ClaimFailures extends Failures {}

/**
 * Whoever claims has no identity yet: an address waits after twenty codes that were none, and all of them together are
 * limited, since each attempt is written into the audit trail.
 */
@Injectable()
export class ClaimGuard implements CanActivate {
  private readonly rates = new Rates(PER_SECOND, BURST, () => performance.now());

  constructor(private readonly failures: ClaimFailures) {}

  canActivate(context: ExecutionContext): boolean {
    const { ip } = context.switchToHttp().getRequest<FastifyRequest>();
    const waitS = this.failures.waitS(ip);
    if (waitS > 0) throw new TooFast(waitS);
    const waitMs = this.rates.waitMs('all') || this.rates.take('all', 1);
    if (waitMs > 0) throw new TooFast(Math.ceil(waitMs / 1000));
    return true;
  }
}
