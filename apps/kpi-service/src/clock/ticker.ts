import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import {
  DAY_MS,
  DOMAINS,
  FINAL_AFTER_MS,
  periodEnd,
  periodsBetween,
  periodStart,
  SERIES_DOMAIN,
  SERIES_PERIODS,
} from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import { SettingRepository, type WorkKey } from '@app/registry';
import { AlarmRules } from '../alarms/rules/alarm-rules.js';
import { WorkMarks } from '../work/work-marks.js';

/** Running periods are evaluated at least this often, so that silence shows. */
const RUNNING_EVERY_MS = 5000;
const TICK_MS = 1000;
/** How far back a clock that stood still is caught up. */
const CATCH_UP_MS = 35 * DAY_MS;
const SAVE_EVERY_MS = 60_000;
const SETTING = 'kpi-service.clock';
const LONG = ['day', 'week', 'month', 'quarter', 'year'] as const;

/**
 * Makes cells dirty by the clock, whether or not anything came: running hours every five seconds, every period
 * at its end and when it becomes final. What fell due while the service was down is caught up.
 */
@Injectable()
export class Ticker {
  private readonly log: Logger;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private ticked: number | null = null;
  private saved = 0;

  constructor(
    private readonly marks: WorkMarks,
    private readonly alarms: AlarmRules,
    private readonly settings: SettingRepository,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('kpi-clock');
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), TICK_MS).unref();
    this.wake();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Marks what fell due since the last tick. */
  async tick(): Promise<void> {
    const now = this.clock.now();
    const last = this.ticked ?? (await this.lastSaved(now));
    if (this.ticked !== null && now - last < RUNNING_EVERY_MS) return;
    const keys = [...DOMAINS.keys()].flatMap((domain) => dueKeys(this.marks, domain, last, now));
    keys.push(...this.alarms.scopes.flatMap((scope) => hourKeys(this.marks, scope, last, now)));
    keys.push(...turnKeys(this.marks, SERIES_DOMAIN, SERIES_PERIODS, last, now));
    await this.marks.add(keys);
    this.ticked = now;
    if (now - this.saved >= SAVE_EVERY_MS) {
      await this.settings.set(SETTING, String(now));
      this.saved = now;
    }
  }

  private async lastSaved(now: number): Promise<number> {
    const text = await this.settings.get(SETTING);
    const saved = text === null ? now : Number(text);
    return Math.max(Number.isFinite(saved) ? Math.min(saved, now) : now, now - CATCH_UP_MS);
  }

  private wake(): void {
    if (this.running !== null) return;
    this.running = this.tick()
      .catch((error: unknown) => this.log.warn({ err: error }, 'marking cells by the clock; trying again'))
      .finally(() => {
        this.running = null;
      });
  }
}

/** Cells of a domain that the passing of time from `last` to `now` makes dirty. */
export function dueKeys(marks: WorkMarks, domain: string, last: number, now: number): WorkKey[] {
  return [...hourKeys(marks, domain, last, now), ...turnKeys(marks, domain, LONG, last, now)];
}

/** Hours that are running or became final. */
function hourKeys(marks: WorkMarks, domain: string, last: number, now: number): WorkKey[] {
  // A 5-minute value becomes final inside its hour or up to ten minutes after it.
  const hours = periodsBetween(
    'hour',
    periodStart('hour', last - FINAL_AFTER_MS - RUNNING_EVERY_MS),
    now + 1,
  );
  return hours.map((from) => marks.key(domain, 'hour', from, now));
}

/** Of these levels, the cells that begin, end or become final between `last` and `now`. */
function turnKeys(
  marks: WorkMarks,
  domain: string,
  levels: readonly (typeof LONG)[number][],
  last: number,
  now: number,
): WorkKey[] {
  const crossed = (moment: number): boolean => last < moment && moment <= now;
  return levels.flatMap((level) =>
    periodsBetween(level, periodStart(level, last - FINAL_AFTER_MS), now + 1)
      .filter((from) => {
        const end = periodEnd(level, from);
        return crossed(end) || crossed(end + FINAL_AFTER_MS) || crossed(from);
      })
      .map((from) => marks.key(domain, level, from, now)),
  );
}
