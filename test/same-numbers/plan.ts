import { type Delivery, noise, type Observations } from './observations.js';

/** What the driver may do between two bursts of messages. */
export const ACTS = [
  'cycle',
  'consume',
  'evaluate',
  'tick',
  'verify',
  'restart processor',
  'restart kpi',
  'kill processor',
  'kill kpi',
] as const;
export type Act = (typeof ACTS)[number];

/** How observations are delivered and what happens meanwhile. */
export interface Plan {
  readonly seed: number;
  /** Minutes over which arrivals are shuffled. */
  readonly jitterMin: number;
  /** Of a hundred deliveries, how many come late, and by how many hours at most. */
  readonly latePercent: number;
  readonly lateHours: number;
  readonly againPercent: number;
  readonly burst: number;
  readonly perMessage: number;
  readonly perCycle: number;
  readonly acts: readonly { readonly act: Act; readonly n: number }[];
  /** Instances of the kpi-service; one is as in the embedded profile, more as in the distributed one. */
  readonly evaluators: 1 | 2;
}

/** A delivery with the moment at which it is sent. */
export interface Sending extends Delivery {
  readonly at: number;
}

/** In another order, some twice; deliveries of one identity keep theirs, and no copy comes after a later value. */
export function sendings({ identities }: Observations, plan: Plan): Sending[] {
  const all: (Sending & { readonly tie: number })[] = [];
  for (const [number, deliveries] of identities.entries()) {
    const times = deliveries.map(({ ts }, i) => ts + delayOf(plan, number, i)).sort((a, b) => a - b);
    for (const [i, delivery] of deliveries.entries()) {
      const at = times[i] ?? delivery.ts;
      all.push({ ...delivery, at, tie: all.length });
      if (noise(plan.seed, number, i, 3) * 100 >= plan.againPercent) continue;
      const until = times[i + 1] ?? at + 4 * 3_600_000;
      all.push({
        ...delivery,
        at: at + Math.floor(noise(plan.seed, number, i, 4) * (until - at)),
        tie: all.length,
      });
    }
  }
  return all.sort((a, b) => a.at - b.at || a.tie - b.tie);
}

function delayOf({ seed, jitterMin, latePercent, lateHours }: Plan, number: number, i: number): number {
  const jitter = 2000 + Math.floor(noise(seed, number, i, 1) * jitterMin * 60_000);
  const isLate = noise(seed, number, i, 2) * 100 < latePercent;
  return isLate ? jitter + Math.floor(noise(seed, number, i, 5) * lateHours * 3_600_000) : jitter;
}
