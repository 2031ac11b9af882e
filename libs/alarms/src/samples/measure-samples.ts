import { factAt } from '@app/kpi';
import type { Sample, Verdict } from '../machine/sample.js';
import type { MeasureRule, RuleLimit } from '../rule/rule.schema.js';
import { isInService, isSettled, type Watched } from './object.js';
import { ObjectSlots } from './object-slots.js';
import { addSlots, EMPTY_SLOT, type Slot, SLOT_MS, slotsBetween, type SlotTable } from './slots.js';

/** What rules about a measure need besides its windows. */
export interface MeasureContext {
  /** Kind of the measure. */
  readonly kind: string;
  readonly now: number;
  /** Limit of ambient air for the measure; null where none holds. */
  airLimit(averaging: '1h' | '8h' | '24h', at: number): number | null;
}

/** What is compared: above `high` or below `low` breaches; inside the clear ends it is clear. NaN: no such end. */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly clearLow: number;
  readonly clearHigh: number;
}

const MINUTE_MS = 60_000;
const WINDOWS = { '5min': 1, '15min': 3, '1h': 12, '8h': 96, '24h': 288 } as const;

/** How far before a moment windows are needed to judge what follows it, ms. */
export function measureLookbackMs(rule: MeasureRule): number {
  const over = rule.kind === 'rate' ? rule.over * MINUTE_MS : 0;
  return Math.max(rule.for, rule.clearFor) * MINUTE_MS + windowSlots(rule) * SLOT_MS + over + SLOT_MS;
}

/**
 * Samples of one object for the slots that end in (from, now], by the windows in `table`; they end before the first slot
 * that may still get readings in time.
 */
export function measureSamples(
  rule: MeasureRule,
  watched: Watched,
  table: SlotTable,
  from: number,
  context: MeasureContext,
): Sample[] {
  const samples: Sample[] = [];
  const slots = new ObjectSlots(watched, table);
  for (const start of slotsBetween(from, context.now)) {
    const to = start + SLOT_MS;
    const blank = { from: start, to, value: null, limit: null };
    if (!isInService(watched, start)) {
      samples.push({ ...blank, verdict: 'gone' });
      continue;
    }
    if (!isSettled(slots.at(start).devices, table, start, context.now)) break;
    const bounds = boundsOf(rule, watched, start, context);
    const value = bounds === null ? null : valueAt(rule, watched, slots, start, context);
    // A station that has no such limit (any more) is nothing that the rule is about.
    if (bounds === null) samples.push({ ...blank, verdict: 'gone' });
    else if (value === null) samples.push({ ...blank, verdict: 'missing' });
    else
      samples.push({
        from: start,
        to,
        verdict: verdictOf(value, bounds),
        value,
        limit: limitShown(value, bounds),
      });
  }
  return samples;
}

/** True of a rule whose value is the spread of a window: it breaches when that is nothing. */
function valueAt(
  rule: MeasureRule,
  watched: Watched,
  slots: ObjectSlots,
  start: number,
  context: MeasureContext,
): number | null {
  const now = windowValue(rule, slots, start, context.kind);
  if (now === null) return null;
  if (rule.kind === 'rate') {
    const before = windowValue(rule, slots, start - rule.over * MINUTE_MS, context.kind);
    return before === null ? null : ((now - before) * 60) / rule.over;
  }
  if (rule.kind !== 'threshold' || rule.relative === undefined) return now;
  const fact = factNumber(watched, rule.relative.fact, start);
  if (fact === null) return null;
  const ratio = rule.relative.as === 'factOverValue' ? fact / now : now / fact;
  return Number.isFinite(ratio) ? ratio : null;
}

/** Value of the window that ends with a slot; null with too few readings. */
function windowValue(rule: MeasureRule, slots: ObjectSlots, start: number, kind: string): number | null {
  let sum: Slot = EMPTY_SLOT;
  let due = 0;
  for (let i = windowSlots(rule) - 1; i >= 0; i--) {
    const { owes, came } = slots.at(start - i * SLOT_MS);
    // Nothing has stood still for a window that began before there was anything to stand still.
    if (owes === 0 && rule.kind === 'frozen') return null;
    due += owes;
    for (const slot of came) sum = addSlots(sum, slot);
  }
  if (sum.n === 0 || sum.n < rule.completeness * due - 1e-9) return null;
  const value = rule.kind === 'frozen' ? spreadOf(sum, rule.except) : statistic(sum, kind, rule.statistic);
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Greatest difference within the window; null where it stands at a value that may well stay. */
function spreadOf({ min, max }: Slot, except: readonly number[]): number | null {
  return min === max && except.includes(min) ? null : max - min;
}

function statistic(slot: Slot, kind: string, asked: string | undefined): number {
  const name = asked ?? (kind === 'count' || kind === 'meter' ? 'sum' : 'mean');
  if (name === 'min') return slot.min;
  if (name === 'max') return slot.max;
  if (name === 'sum') return slot.num;
  const mean = slot.num / slot.den;
  return kind === 'level' ? 10 * Math.log10(mean) : mean;
}

function windowSlots(rule: MeasureRule): number {
  return rule.kind === 'frozen' ? rule.window / 5 : WINDOWS[rule.window];
}

/** Null where the object has no such limit then. */
function boundsOf(rule: MeasureRule, watched: Watched, at: number, context: MeasureContext): Bounds | null {
  switch (rule.kind) {
    case 'frozen':
      return { low: NaN, high: NaN, clearLow: rule.tolerance, clearHigh: NaN };
    case 'band':
      return {
        low: rule.low,
        high: rule.high,
        clearLow: rule.low + rule.margin,
        clearHigh: rule.high - rule.margin,
      };
    case 'rate': {
      const clear = clearOf(rule.clear, rule.limit);
      const up = rule.direction === 'fall' ? NaN : 1;
      const down = rule.direction === 'rise' ? NaN : -1;
      return { high: up * rule.limit, clearHigh: up * clear, low: down * rule.limit, clearLow: down * clear };
    }
    case 'threshold': {
      const limit = limitAt(rule.limit, watched, at, context);
      if (limit === null) return null;
      const clear = clearOf(rule.clear, limit);
      return rule.direction === 'above'
        ? { low: NaN, high: limit, clearLow: NaN, clearHigh: clear }
        : { low: limit, high: NaN, clearLow: clear, clearHigh: NaN };
    }
  }
}

function clearOf(clear: number | { readonly share: number } | undefined, limit: number): number {
  if (clear === undefined) return limit;
  return typeof clear === 'number' ? clear : clear.share * limit;
}

function limitAt(limit: RuleLimit, watched: Watched, at: number, context: MeasureContext): number | null {
  if (typeof limit === 'number') return limit;
  if ('averaging' in limit) return context.airLimit(limit.averaging, at);
  const fact = factNumber(watched, limit.fact, at);
  return fact === null ? null : fact * limit.factor;
}

function factNumber({ station }: Watched, path: string, at: number): number | null {
  const [key = '', field = ''] = path.split('.');
  const value = (factAt(station, key, at) as Readonly<Record<string, unknown>> | undefined)?.[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** @internal A frozen value breaches by standing still: its bounds have a clear end only. */
function verdictOf(value: number, bounds: Bounds): Verdict {
  const isFrozenRule = Number.isNaN(bounds.low) && Number.isNaN(bounds.high);
  if (isFrozenRule) return value <= bounds.clearLow ? 'breach' : 'clear';
  if (value > bounds.high || value < bounds.low) return 'breach';
  return value > bounds.clearHigh || value < bounds.clearLow ? 'between' : 'clear';
}

/** The end that the value is beyond or nearest to. */
function limitShown(value: number, { low, high, clearLow }: Bounds): number {
  if (Number.isNaN(high)) return Number.isNaN(low) ? clearLow : low;
  if (Number.isNaN(low)) return high;
  return value - low < high - value ? low : high;
}
