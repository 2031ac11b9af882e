import { Injectable } from '@nestjs/common';
import { isAlarmScope } from '../alarms/rules/alarm-scopes.js';
import { FINAL_AFTER_MS, periodEnd, periodStart, SERIES_DOMAIN } from '@app/kpi';
import { type WorkKey, WorkRepository } from '@app/registry';

type Level = WorkKey['level'];

/** After a mark this long more marks are gathered, and at most this often a cell is evaluated; milliseconds. */
const GATHER: Readonly<Record<Level, number>> = {
  hour: 100,
  day: 50,
  week: 1000,
  month: 1000,
  quarter: 2000,
  year: 2000,
};
const SPACING: Readonly<Record<Level, number>> = {
  hour: 700,
  day: 900,
  week: 10_000,
  month: 10_000,
  quarter: 10_000,
  year: 10_000,
};
/** The data-quality KPIs read every family: less often. */
const DATA_EXTRA_MS = 700;
/** Series move when somebody imports some, and crossed indicators no more often than the months that they read. */
const SERIES_SPACING_MS = 2000;
/** An alarm rule looks at values of five minutes at the shortest. */
const ALARM_SPACING_MS = 5000;
const ALARM_GATHER_MS = 1000;
/** What was final already (late data, backfill) gathers longer, so that many arrivals make one revision. */
const GATHER_FINAL_MS = 3000;

function spacingOf(domain: string, level: Level): number {
  if (domain === SERIES_DOMAIN) return SERIES_SPACING_MS;
  if (isAlarmScope(domain)) return ALARM_SPACING_MS;
  return SPACING[level] + (domain === 'data' ? DATA_EXTRA_MS : 0);
}

/** Decides when a dirty cell is due: soon when people watch it, later when it is history. */
@Injectable()
export class WorkMarks {
  private readonly evaluated = new Map<string, number>();
  private readonly dueTimes = new Set<number>();

  constructor(private readonly repository: WorkRepository) {}

  key(domain: string, level: Level, from: number, now: number): WorkKey {
    const isFinal = periodEnd(level, from) + FINAL_AFTER_MS <= now;
    const gather = isFinal ? GATHER_FINAL_MS : isAlarmScope(domain) ? ALARM_GATHER_MS : GATHER[level];
    const last = this.evaluated.get(`${domain}|${level}|${from}`) ?? 0;
    return { domain, level, from, dueAt: Math.max(now + gather, last + spacingOf(domain, level)) };
  }

  /**
   * The mark to put a cell off with that was evaluated a moment ago, or null when it is time. A mark made while its cell
   * was being claimed knows of the evaluation before only, and falls due at once. A piece of a recalculation comes once,
   * and the next level waits for it.
   */
  tooSoon(key: Omit<WorkKey, 'dueAt'>, now: number): WorkKey | null {
    if (typeof key.recalculation === 'number') return null;
    const last = this.evaluated.get(`${key.domain}|${key.level}|${key.from}`) ?? -Infinity;
    const dueAt = last + spacingOf(key.domain, key.level);
    return dueAt > now ? { ...key, dueAt } : null;
  }

  /** Marks cells dirty; durable when it resolves. */
  async add(keys: readonly WorkKey[]): Promise<void> {
    if (keys.length === 0) return;
    await this.repository.add(keys);
    this.announce(keys);
  }

  /** Tells the evaluator of this process of marks that are stored (by someone else's transaction, too). */
  announce(keys: readonly WorkKey[]): void {
    for (const { dueAt } of keys) this.dueTimes.add(dueAt);
  }

  /** True when a mark that was announced fell due since this was last true. */
  takeDue(now: number): boolean {
    let isDue = false;
    for (const at of this.dueTimes) {
      if (at > now) continue;
      this.dueTimes.delete(at);
      isDue = true;
    }
    return isDue;
  }

  noteEvaluated(key: Pick<WorkKey, 'domain' | 'level' | 'from'>, at: number): void {
    if (this.evaluated.size > 2000) this.evaluated.clear();
    this.evaluated.set(`${key.domain}|${key.level}|${key.from}`, at);
  }

  /** Cells that contain a day's change, above the day. */
  above(domain: string, level: 'day' | 'month', from: number, now: number): WorkKey[] {
    const levels: readonly Level[] = level === 'day' ? ['week', 'month'] : ['quarter', 'year'];
    return levels.map((one) => this.key(domain, one, periodStart(one, from), now));
  }
}
