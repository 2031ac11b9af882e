import { isAlarmScope } from '../alarms/rules/alarm-scopes.js';
import { DOMAINS, periodEnd, periodStart } from '@app/kpi';
import type { ClaimedWork } from '@app/registry';

/** Fewer cells of a day are read one by one. */
const WORTH_A_READ = 4;

/** Cells that are evaluated together; `isDay`: hours of one domain and past day in time order, and the day itself. */
interface Batch {
  readonly rows: readonly ClaimedWork[];
  readonly isDay: boolean;
}

const LEVELS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** Leased cells in the order in which they are worth evaluating. */
export class WorkQueue {
  private readonly rows = new Map<string, { row: ClaimedWork; until: number }>();

  get size(): number {
    return this.rows.size;
  }

  /** Takes newly leased rows in; the same cell again replaces the older mark. */
  add(rows: readonly ClaimedWork[], until: number): void {
    for (const row of rows) this.rows.set(nameOf(row), { row, until });
  }

  /**
   * The next cells to be evaluated together. Running periods come first, short ones before long ones, then history,
   * newest first; what looks back, and pieces of recalculations, oldest first, or each would be moved by the one before
   * it. Of a past day all hours of its domain that wait are one batch (with the day itself last); else up to `most` cells of
   * one level of which none may be what another looks back on. A row whose lease has run out is forgotten: whoever claims it
   * next evaluates it.
   */
  next(now: number, most: number): Batch {
    const first = this.best(now);
    if (first === null) return { rows: [], isDay: false };
    const day = this.dayOf(first, now);
    if (day.length >= WORTH_A_READ) {
      for (const row of day) this.rows.delete(nameOf(row));
      return { rows: day, isDay: true };
    }
    const rows: ClaimedWork[] = [];
    for (let row: ClaimedWork | null = first; row !== null; row = this.best(now)) {
      const one: ClaimedWork = row;
      if (rows.length === most || !rows.every((other) => mayGoTogether(other, one))) break;
      rows.push(one);
      this.rows.delete(nameOf(one));
    }
    return { rows, isDay: false };
  }

  /** True for a cell of history that waits here for the same cause: it will be evaluated after what is evaluated now. */
  isComing(key: Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'cause'>, now: number): boolean {
    const waiting = this.rows.get(nameOf(key));
    if (waiting === undefined || waiting.until <= now || isLive(key, now)) return false;
    return (waiting.row.cause ?? null) === (key.cause ?? null);
  }

  private best(now: number): ClaimedWork | null {
    let best: ClaimedWork | null = null;
    for (const [key, { row, until }] of this.rows) {
      if (until <= now) this.rows.delete(key);
      else if (best === null || before(row, best, now)) best = row;
    }
    return best;
  }

  /** Hours of a past hour's domain and day that wait here, in time order, and the day where it does; else empty. */
  private dayOf(first: ClaimedWork, now: number): ClaimedWork[] {
    if (first.level !== 'hour' || isLive(first, now) || isAlarmScope(first.domain)) return [];
    const { domain } = first;
    const [from, to] = [periodStart('day', first.from), periodEnd('day', first.from)];
    const hours = [...this.rows.values()].flatMap(({ row }) =>
      row.domain === domain && row.level === 'hour' && row.from >= from && row.from < to && !isLive(row, now)
        ? [row]
        : [],
    );
    const day = this.rows.get(nameOf({ domain, level: 'day', from }))?.row;
    const isOver = day !== undefined && !isLive(day, now);
    return [...hours.toSorted((a, b) => a.from - b.from), ...(isOver ? [day] : [])];
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

function before(a: ClaimedWork, b: ClaimedWork, now: number): boolean {
  const live = Number(isLive(b, now)) - Number(isLive(a, now));
  if (live !== 0) return live < 0;
  const level = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level);
  if (level !== 0) return level < 0;
  if (isInOrder(a) !== isInOrder(b)) return isInOrder(a);
  const [dayA, dayB] = [a, b].map(({ level: own, from }) =>
    own === 'hour' ? periodStart('day', from) : from,
  );
  if (dayA !== dayB) return (dayA ?? 0) < (dayB ?? 0) === isInOrder(a);
  if (a.domain !== b.domain) return a.domain < b.domain;
  return a.from < b.from === isInOrder(a);
}

/** A cell as one word. */
export function nameOf({ domain, level, from }: Pick<ClaimedWork, 'domain' | 'level' | 'from'>): string {
  return `${domain}|${level}|${from}`;
}

/** Oldest first. Appending to the store in the order of time costs it least, too. */
function isInOrder(row: ClaimedWork): boolean {
  return looksBack(row) || typeof row.recalculation === 'number';
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
  return periodEnd(row.level, row.from) + 900_000 > now;
}
