import { readingOf } from '../support/readings.mjs';
import type { Readings } from '../support/check-stored.js';
import type { Rest } from '../support/rest.js';
import type { SentLog } from '../support/sent-log.js';

const WINDOW_MS = 300_000;
const TOLERANCE = 1e-9;

/**
 * Compares each camera's mean speed of five minutes (MOB-04: vehicles over the hours that they need for a kilometre)
 * on its kilometre of road with what its acknowledged readings make. Readings that were sent and not acknowledged may be in it: a window that has
 * one of those is left out.
 */
export async function wrongKpis(rest: Rest, log: SentLog, { base, stepMs }: Readings): Promise<string[]> {
  const findings: string[] = [];
  for (const [device, sent] of log.sent) {
    const expected = speeds(sent, log.acknowledged.get(device) ?? new Set(), { base, stepMs });
    const starts = [...expected.keys()];
    if (starts.length === 0) continue;
    const items = await rest.values('MOB-04', {
      area: `st-${device}`,
      period: '5min',
      from: new Date(Math.min(...starts)).toISOString(),
      to: new Date(Math.max(...starts) + WINDOW_MS).toISOString(),
    });
    const found = new Map(items.map((item) => [Date.parse(item.from), item]));
    for (const [start, should] of expected) {
      const is = found.get(start);
      if (is && isClose(is.num, should.vehicles) && isClose(is.den, should.hours)) continue;
      const words = `${is?.num}/${is?.den} instead of ${should.vehicles}/${should.hours}`;
      findings.push(`${device} MOB-04 of ${new Date(start).toISOString()}: ${words}`);
    }
  }
  return findings;
}

function isClose(is: number | null, should: number): boolean {
  return is !== null && Math.abs(is - should) <= TOLERANCE * should;
}

/** Vehicles, and the hours that they take for a kilometre, by window. */
function speeds(
  sent: ReadonlySet<number>,
  acknowledged: ReadonlySet<number>,
  { base, stepMs }: Readings,
): Map<number, { vehicles: number; hours: number }> {
  const sums = new Map<number, { vehicles: number; hours: number; isCertain: boolean }>();
  for (const seq of sent) {
    const { ts, period, n, speed } = readingOf(base, seq, stepMs);
    const time = Date.parse(ts) - period * 1000;
    const start = Math.floor(time / WINDOW_MS) * WINDOW_MS;
    let sum = sums.get(start);
    if (!sum) sums.set(start, (sum = { vehicles: 0, hours: 0, isCertain: true }));
    sum.vehicles += n.motorcycle + n.car;
    sum.hours += (n.motorcycle + n.car) / speed;
    if (!acknowledged.has(seq)) sum.isCertain = false;
  }
  return new Map([...sums].filter(([, { isCertain }]) => isCertain));
}
