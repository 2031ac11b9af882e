import { activeMs, type KpiDevice } from './station.js';

/** Readings may be this late before they count as missing: one cadence, at most a minute. [DESIGN §2.4] */
export function graceMs(cadenceMs: number): number {
  return Math.min(cadenceMs, 60_000);
}

/**
 * Readings that a device (per lane) owes for the intervals that start in [from, to), as of `now`. Counted are
 * intervals whose end plus grace has passed. In a closed span it is exactly span/cadence (possibly a fraction),
 * in one where the device was in service for a part of it the whole cadences of that part; neither depends on
 * what came. While the span is running the device's phase decides; unknown, its intervals are taken to start
 * with the span. Instants (no period) are treated as intervals: their reading is due one cadence later.
 */
export function expectedReadings(device: KpiDevice, from: number, to: number, now: number): number {
  const cadence = device.cadenceS * 1000;
  const lastStart = now - cadence - graceMs(cadence);
  if (lastStart < from) return 0;
  const served = activeMs(device, from, to);
  if (served <= 0) return 0;
  if (lastStart >= to) return served >= to - from ? (to - from) / cadence : Math.floor(served / cadence);
  let due = 0;
  for (const interval of device.active) {
    const begin = Math.max(from, interval.from);
    const end = Math.min(to, interval.to ?? Infinity);
    if (begin >= end) continue;
    due += startsBetween(begin, Math.min(end - 1, lastStart), cadence, device.phaseMs ?? begin % cadence);
  }
  return due;
}

/** Number of k with first ≤ phase + k·cadence ≤ last. */
function startsBetween(first: number, last: number, cadence: number, phase: number): number {
  if (last < first) return 0;
  return Math.floor((last - phase) / cadence) - Math.ceil((first - phase) / cadence) + 1;
}

/**
 * Length of the blocks in which a device's readings are compared with what it owes: the shortest of 5 minutes,
 * 15 minutes and an hour that its cadence divides; an hour when none.
 */
export function blockMs(cadenceS: number): number {
  if (300 % cadenceS === 0) return 300_000;
  if (900 % cadenceS === 0) return 900_000;
  return 3_600_000;
}
