import type { FeedEvent, KpiItem } from '@app/contracts';
import type { KpiCell } from '@app/kpi';
import type { Outcome } from './city-run.js';

const RELATIVE = 1e-9;
/** Differences that are told one by one. */
const SHOWN = 12;

const COMPARED = [
  'value',
  'num',
  'den',
  'completeness',
  'reporting',
  'expected',
  'quality',
  'finality',
  'place',
  'definition',
] as const satisfies readonly (keyof KpiCell)[];

/** What depends on when an observation came first. */
const BY_ARRIVAL = { kpis: /^DAT-0[13]/, fields: /^(late_\d+|online_s)$/ };

/** Differences of two runs in words, at most some; none: they hold the same numbers. `withArrival`: lateness, too. */
export function differences(a: Outcome, b: Outcome, withArrival: boolean): string[] {
  const found: string[] = [];
  for (const key of new Set([...a.windows.keys(), ...b.windows.keys()])) {
    const [x, y] = [a.windows.get(key) ?? {}, b.windows.get(key) ?? {}];
    for (const field of new Set([...Object.keys(x), ...Object.keys(y)])) {
      if (!withArrival && BY_ARRIVAL.fields.test(field)) continue;
      if (!isSame(x[field] ?? 0, y[field] ?? 0))
        found.push(`window ${key} ${field}: ${x[field]} and ${y[field]}`);
    }
  }
  for (const key of new Set([...a.cells.keys(), ...b.cells.keys()])) {
    if (!withArrival && BY_ARRIVAL.kpis.test(key)) continue;
    const [x, y] = [a.cells.get(key), b.cells.get(key)];
    for (const field of COMPARED) {
      if (x !== undefined && y !== undefined && isSame(x[field], y[field])) continue;
      found.push(`${key} ${field}: ${x?.[field] ?? 'no cell'} and ${y?.[field] ?? 'no cell'}`);
    }
  }
  const rest = found.length - SHOWN;
  return rest > 0 ? [...found.slice(0, SHOWN), `and ${rest} more`] : found;
}

function isSame(x: unknown, y: unknown): boolean {
  if (typeof x !== 'number' || typeof y !== 'number') return x === y;
  if (Number.isNaN(x) && Number.isNaN(y)) return true;
  return Math.abs(x - y) <= RELATIVE * Math.max(Math.abs(x), Math.abs(y));
}

/** Values that changed after they were final without a new revision and its reason; none expected. */
export function silentChanges(feed: readonly FeedEvent[]): string[] {
  const found: string[] = [];
  const finals = new Map<string, KpiItem>();
  for (const event of feed) {
    if (event.type !== 'kpi') continue;
    const { item } = event;
    const key = `${item.kpi}|${item.area}|${item.period}|${item.from}`;
    const before = finals.get(key);
    if (before !== undefined) {
      if (item.finality === 'provisional') found.push(`${key}: provisional after it was final`);
      const isRevised = item.revision > before.revision && item.reason !== null;
      const isEqual = isSame(before.value, item.value) && before.quality === item.quality;
      if (!isEqual && !isRevised)
        found.push(`${key}: ${before.value} became ${item.value} without a revision`);
    }
    if (item.finality !== 'provisional') finals.set(key, item);
  }
  return found;
}
