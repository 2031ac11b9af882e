import { isAlarmScope } from '../alarms/rules/alarm-scopes.js';
import { DAY_MS, DOMAINS, periodEnd, periodStart } from '@app/kpi';
import type { ClaimedWork } from '@app/registry';

/** Fewer cells of a day are read one by one. */
const WORTH_A_READ = 4;
/** Longest stretch of history whose alarms are looked at in one piece. */
const ALARM_STRETCH_MS = 2 * DAY_MS;
/** A cell counts as live until this long after its end. */
const LIVE_MS = 900_000;

/**
 * How cells are evaluated together: `cells`, each by itself side by side; `day`, hours of one domain and past day in time
 * order, and the day itself; `alarms`, past hours of one alarm scope in time order.
 */
type Together = 'cells' | 'day' | 'alarms';

/** Cells that are evaluated together. */
export interface Batch {
  readonly rows: readonly ClaimedWork[];
  readonly together: Together;
}

/** A leased cell with what its place in the order rests on. */
interface Waiting {
  readonly row: ClaimedWork;
  /** When its lease counts as run out. */
  readonly until: number;
  readonly liveUntil: number;
  readonly level: number;
  readonly isAlarm: boolean;
  readonly isInOrder: boolean;
  /** Local day of an hour, else the period's start. */
  readonly day: number;
}

const LEVELS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** Leased cells in the order in which they are worth evaluating. */
export class WorkQueue {
  private readonly rows = new Map<string, Waiting>();

  get size(): number {
    return this.rows.size;
  }

  /** How many cells of history wait here. */
  past(now: number): number {
    let n = 0;
    for (const { liveUntil } of this.rows.values()) if (liveUntil <= now) n++;
    return n;
  }

  /** Takes newly leased rows in; the same cell again replaces the older mark. */
  add(rows: readonly ClaimedWork[], until: number): void {
    for (const row of rows) this.rows.set(nameOf(row), waiting(row, until));
  }

  /**
   * The next cells to be evaluated together. Running periods come first, short ones before long ones, then history:
   * KPIs before the alarms that may rest on them, newest first; what looks back, and pieces of recalculations, oldest
   * first, or each would be moved by the one before it. Of a past day all hours of its domain that wait are one batch (with
   * the day itself last), of an alarm scope those of two days; else up to `most` cells of one level of which none may be
   * what another looks back on. A row whose lease has run out is forgotten: whoever claims it next evaluates it.
   */
  next(now: number, most: number): Batch {
    const first = this.best(now);
    if (first === null) return { rows: [], together: 'cells' };
    const whole = this.wholeOf(first, now);
    if (whole !== null) {
      for (const row of whole.rows) this.rows.delete(nameOf(row));
      return whole;
    }
    const rows: ClaimedWork[] = [];
    for (let one: Waiting | null = first; one !== null; one = this.best(now)) {
      const { row, liveUntil }: Waiting = one;
      if (rows.length === most || !rows.every((other) => mayGoTogether(other, row))) break;
      // What people watch doesn't wait for history, which has ways of its own, too.
      if (liveUntil > now !== first.liveUntil > now || this.wholeOf(one, now) !== null) break;
      rows.push(row);
      this.rows.delete(nameOf(row));
    }
    return { rows, together: 'cells' };
  }

  /** The cells of history with which one is read at once; null where it is evaluated by itself. */
  private wholeOf(one: Waiting, now: number): Batch | null {
    if (one.liveUntil > now || one.row.level !== 'hour') return null;
    if (one.isAlarm) return { rows: this.stretchOf(one.row, now), together: 'alarms' };
    const day = this.dayOf(one.row, now);
    return day.length < WORTH_A_READ ? null : { rows: day, together: 'day' };
  }

  /** True for a cell of history that waits here for the same cause: it will be evaluated after what is evaluated now. */
  isComing(key: Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'cause'>, now: number): boolean {
    const found = this.rows.get(nameOf(key));
    if (found === undefined || found.until <= now || found.liveUntil > now) return false;
    return (found.row.cause ?? null) === (key.cause ?? null);
  }

  private best(now: number): Waiting | null {
    let best: Waiting | null = null;
    for (const [key, one] of this.rows) {
      if (one.until <= now) this.rows.delete(key);
      else if (best === null || before(one, best, now)) best = one;
    }
    return best;
  }

  /** Past hours of an alarm scope that wait here, in time order, from the one given on. */
  private stretchOf({ domain, from }: ClaimedWork, now: number): ClaimedWork[] {
    return this.pastHours(domain, from, from + ALARM_STRETCH_MS, now);
  }

  /** Past hours of an hour's domain and day that wait here, in time order, and the day where it does. */
  private dayOf({ domain, from: hour }: ClaimedWork, now: number): ClaimedWork[] {
    const [from, to] = [periodStart('day', hour), periodEnd('day', hour)];
    const day = this.rows.get(nameOf({ domain, level: 'day', from }));
    const isOver = day !== undefined && day.liveUntil <= now;
    return [...this.pastHours(domain, from, to, now), ...(isOver ? [day.row] : [])];
  }

  private pastHours(domain: string, from: number, to: number, now: number): ClaimedWork[] {
    const found: ClaimedWork[] = [];
    for (const { row, liveUntil } of this.rows.values()) {
      if (row.domain !== domain || row.level !== 'hour' || liveUntil > now) continue;
      if (row.from >= from && row.from < to) found.push(row);
    }
    return found.toSorted((a, b) => a.from - b.from);
  }

  /** Earliest due time of what waits here; null when nothing does. */
  oldestDue(): number | null {
    let oldest: number | null = null;
    for (const { row } of this.rows.values()) {
      if (oldest === null || row.dueAt < oldest) oldest = row.dueAt;
    }
    return oldest;
  }

  clear(): void {
    this.rows.clear();
  }
}

/** Worked out once: thousands may wait, and each pick looks at them all. */
function waiting(row: ClaimedWork, until: number): Waiting {
  return {
    row,
    until,
    liveUntil: liveUntil(row),
    level: LEVELS.indexOf(row.level),
    isAlarm: isAlarmScope(row.domain),
    isInOrder: looksBack(row) || typeof row.recalculation === 'number',
    day: row.level === 'hour' ? periodStart('day', row.from) : row.from,
  };
}

function before(a: Waiting, b: Waiting, now: number): boolean {
  const isLiveA = a.liveUntil > now;
  if (isLiveA !== b.liveUntil > now) return isLiveA;
  if (a.level !== b.level) return a.level < b.level;
  if (!isLiveA && a.isAlarm !== b.isAlarm) return b.isAlarm;
  // Oldest first; appending to the store in the order of time costs it least, too.
  const { isInOrder } = a;
  if (isInOrder !== b.isInOrder) return isInOrder;
  if (a.day !== b.day) return a.day < b.day === isInOrder;
  if (a.row.domain !== b.row.domain) return a.row.domain < b.row.domain;
  return a.row.from < b.row.from === isInOrder;
}

/** A cell as one word. */
export function nameOf({ domain, level, from }: Pick<ClaimedWork, 'domain' | 'level' | 'from'>): string {
  return `${domain}|${level}|${from}`;
}

function looksBack(row: ClaimedWork): boolean {
  if (row.level !== 'hour') return false;
  return isAlarmScope(row.domain) || (DOMAINS.get(row.domain)?.lookbackHours ?? 0) > 0;
}

function mayGoTogether(a: ClaimedWork, b: ClaimedWork): boolean {
  return a.level === b.level && (a.domain !== b.domain || !looksBack(a));
}

/** Running, or ended within the last quarter of an hour. */
export function isLive(row: Pick<ClaimedWork, 'level' | 'from'>, now: number): boolean {
  return liveUntil(row) > now;
}

function liveUntil({ level, from }: Pick<ClaimedWork, 'level' | 'from'>): number {
  return periodEnd(level, from) + LIVE_MS;
}
