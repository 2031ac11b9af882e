import type { LedgerDelta } from '@app/registry';

/** A cycle whose counts don't add up: a defect of ours, never of the data. */
export class LedgerViolation extends Error {
  constructor(
    readonly expected: number,
    readonly counted: number,
  ) {
    super(`counting a cycle: ${expected} readings came in, ${counted} are accounted for`);
    this.name = 'LedgerViolation';
  }
}

/**
 * Holds promise 2 before anything is written: stored + corrected + duplicate + rejected = received.
 * @throws LedgerViolation
 */
export function assertBalanced(expected: number, deltas: readonly LedgerDelta[]): void {
  let counted = 0;
  for (const d of deltas) {
    counted += d.stored + d.corrected + d.duplicate;
    for (const n of Object.values(d.rejected)) counted += n;
  }
  if (counted !== expected) throw new LedgerViolation(expected, counted);
}
