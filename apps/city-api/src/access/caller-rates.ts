import { type Caller, Rates } from '@app/access';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../http/problem.js';

/** How many requests callers may send: people, services and the key each for themselves, everybody else by address. */
export class CallerRates extends Rates {
  private counted = 0;

  /** Counts a request. @throws Problem 429 with the seconds to wait when it is one too many */
  count(caller: Caller, request: FastifyRequest): void {
    this.counted += 1;
    if (this.counted % 10_000 === 0) this.prune();
    const who = caller.kind === 'anonymous' ? `ip ${request.ip}` : `${caller.kind} ${caller.id}`;
    const waitMs = this.waitMs(who) || this.take(who, 1);
    if (waitMs > 0) throw new TooFast(Math.ceil(waitMs / 1000));
  }
}

/** A request too many; the reply carries `Retry-After`. */
export class TooFast extends Problem {
  constructor(readonly waitS: number) {
    super(429, `more requests than one caller may send; try again in ${waitS} s`);
  }
}
