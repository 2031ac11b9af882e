import type { RejectReason } from '@app/contracts';
import type { Decoded, Fault, Reading } from '../decoded.js';
import { printable } from '../rejected.js';

/** Listed measure faults of one reading; more are dropped unlisted, or one message could ask for 100,000 rows. */
const MAX_MEASURE_FAULTS = 16;

/** Gathers what a message gives, and keeps `count` = readings + whole faults. */
export class Collector implements Decoded {
  readonly readings: Reading[] = [];
  readonly faults: Fault[] = [];
  privacyDropped = 0;
  count = 0;
  /** Measure faults of the reading at hand: they become one whole fault when no measure is left. */
  private pending = 0;

  /** Whether the reading at hand has had a fault of one of its measures. */
  get hasPending(): boolean {
    return this.pending > 0;
  }

  /** Adds a fault of one measure of the reading at hand. */
  measure(index: number, reason: RejectReason, detail: string): void {
    if (this.pending === MAX_MEASURE_FAULTS) return;
    this.pending++;
    this.faults.push({ index, whole: false, reason, detail: printable(detail) });
  }

  /** Rejects the reading at hand. */
  whole(index: number, reason: RejectReason, detail: string): void {
    this.faults.length -= this.pending;
    this.pending = 0;
    this.faults.push({ index, whole: true, reason, detail: printable(detail) });
    this.count++;
  }

  /** Rejects the reading at hand for its first measure fault, or as empty when there was none. */
  nothingValid(index: number): void {
    const first = this.faults[this.faults.length - this.pending];
    if (this.pending === 0 || first === undefined) this.whole(index, 'empty', 'no measure');
    else this.whole(index, first.reason, first.detail);
  }

  stored(reading: Reading): void {
    this.pending = 0;
    this.readings.push(reading);
    this.count++;
  }
}

/** A value for a fault's detail: short, and only its type where it is compound. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 32 ? `${value.slice(0, 31)}…` : value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}
