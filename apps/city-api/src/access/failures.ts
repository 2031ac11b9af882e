import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';

/** Wrong credentials that an address may send at once, and how many a second it gets back. */
const BURST = 20;
const PER_SECOND = 0.5;
const MAX_ADDRESSES = 10_000;

/** Counts credentials that weren't good by address, so that nobody tries them out by the thousand. */
@Injectable()
export class Failures {
  private readonly noted = new Map<string, { count: number; at: number }>();

  constructor(private readonly clock: Clock) {}

  /** Seconds until this address may try again; 0: now. */
  waitS(address: string): number {
    const over = this.countOf(address) - BURST;
    return over < 0 ? 0 : Math.ceil((over + 1) / PER_SECOND);
  }

  note(address: string): void {
    const count = this.countOf(address) + 1;
    this.noted.delete(address);
    this.noted.set(address, { count, at: this.clock.now() });
    if (this.noted.size <= MAX_ADDRESSES) return;
    const oldest = this.noted.keys().next();
    if (!oldest.done) this.noted.delete(oldest.value);
  }

  private countOf(address: string): number {
    const noted = this.noted.get(address);
    if (noted === undefined) return 0;
    return Math.max(0, noted.count - ((this.clock.now() - noted.at) / 1000) * PER_SECOND);
  }
}
