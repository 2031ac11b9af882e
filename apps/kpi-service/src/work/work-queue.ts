import { DOMAINS, periodEnd, periodStart } from '@app/kpi';
import type { ClaimedWork } from '@app/registry';

const LEVELS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** Leased cells in the order in which they are worth evaluating. */
export class WorkQueue {
  private readonly rows = new Map<string, { row: ClaimedWork; until: number }>();

  get size(): number {
    return this.rows.size;
  }

  /** Takes newly leased rows in; the same cell again replaces the older mark. */
  add(rows: readonly ClaimedWork[], until: number): void {
    for (const row of rows) this.rows.set(`${row.domain}|${row.level}|${row.from}`, { row, until });
  }

  /**
   * The next cell: running periods first, short ones before long ones, then history, newest first; hours of a
   * formula that looks back oldest first, or each would be revised by the one before it. A row whose lease has run
   * out is forgotten: whoever claims it next evaluates it. Null when the next cell can't be evaluated beside those
   * given: it has another level, or one of them may be what it looks back on.
   */
  next(now: number, beside: readonly ClaimedWork[] = []): ClaimedWork | null {
    let best: ClaimedWork | null = null;
    for (const [key, { row, until }] of this.rows) {
      if (until <= now) this.rows.delete(key);
      else if (best === null || before(row, best, now)) best = row;
    }
    if (best === null || !beside.every((row) => mayGoTogether(row, best))) return null;
    this.rows.delete(`${best.domain}|${best.level}|${best.from}`);
    return best;
  }

  /** Hours of a domain that wait here and lie in [from, to). */
  hours(domain: string, from: number, to: number): ClaimedWork[] {
    return [...this.rows.values()].flatMap(({ row }) =>
      row.domain === domain && row.level === 'hour' && row.from >= from && row.from < to ? [row] : [],
    );
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
  if (looksBack(a) !== looksBack(b)) return looksBack(a);
  const [dayA, dayB] = [dayOf(a), dayOf(b)];
  if (dayA !== dayB) return looksBack(a) ? dayA < dayB : dayA > dayB;
  if (a.domain !== b.domain) return a.domain < b.domain;
  return looksBack(a) ? a.from < b.from : a.from > b.from;
}

/** Hours of one day and domain follow each other: what they read is read at once. */
function dayOf({ level, from }: ClaimedWork): number {
  return level === 'hour' ? periodStart('day', from) : from;
}

function looksBack(row: ClaimedWork): boolean {
  return row.level === 'hour' && (DOMAINS.get(row.domain)?.lookbackHours ?? 0) > 0;
}

function mayGoTogether(a: ClaimedWork, b: ClaimedWork): boolean {
  return a.level === b.level && (a.domain !== b.domain || !looksBack(a));
}

/** Running, or ended within the last quarter of an hour. */
export function isLive(row: Pick<ClaimedWork, 'level' | 'from'>, now: number): boolean {
  return periodEnd(row.level, row.from) + 900_000 > now;
}
