import type { LedgerItem } from '../api/types.js';

/** Sums over devices and hours; `holds` says that nothing is missing. Unit: readings. */
export interface Equation {
  readonly received: number;
  readonly stored: number;
  readonly corrected: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly inFlight: number;
  readonly reasons: ReadonlyMap<string, number>;
  readonly holds: boolean;
}

/** received = stored + corrected + duplicate + rejected + in flight, checked on the sums. */
export function equationOf(items: Iterable<LedgerItem>): Equation {
  let [received, stored, corrected, duplicate, rejected, inFlight] = [0, 0, 0, 0, 0, 0];
  const reasons = new Map<string, number>();
  for (const item of items) {
    received += item.received;
    stored += item.stored;
    corrected += item.corrected;
    duplicate += item.duplicate;
    inFlight += item.inFlight;
    for (const [reason, count] of Object.entries(item.rejected)) {
      rejected += count;
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    }
  }
  const holds = received === stored + corrected + duplicate + rejected + inFlight;
  return { received, stored, corrected, duplicate, rejected, inFlight, reasons, holds };
}
