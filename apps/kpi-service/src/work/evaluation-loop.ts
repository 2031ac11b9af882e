import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig, Clock } from '@app/config';
import { DOMAINS } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import { type ClaimedWork, WorkRepository } from '@app/registry';
import type { Written } from '../evaluation/cell-store.js';
import { HourEvaluator } from '../evaluation/hour-evaluator.js';
import { LongEvaluator } from '../evaluation/long-evaluator.js';
import { KpiMetrics } from './kpi-metrics.js';
import { WorkMarks } from './work-marks.js';
import { WorkQueue } from './work-queue.js';

const LEASE_MS = 60_000;
/** A leased row is evaluated only while this much of its lease is left. */
const LEASE_RESERVE_MS = 20_000;
/** How often due cells are asked for; other instances' marks announce themselves only so. */
const POLL_MS = 200;
/** Stretch of evaluating before due cells are asked for again, so that running periods overtake history. */
const ROUND_MS = 250;
/** Rows leased at once: all of them where nobody else evaluates. */
const CLAIM = { embedded: 500, distributed: 32 } as const;
const RETRY_MS = 2000;
const SIDE_BY_SIDE = 5;

/** What both evaluators are asked. */
@Injectable()
export class Evaluator {
  constructor(
    private readonly hours: HourEvaluator,
    private readonly longs: LongEvaluator,
  ) {}

  /** Evaluates one cell; nothing for a domain that has no KPIs. */
  evaluate(row: Pick<ClaimedWork, 'domain' | 'level' | 'from'>, now: number): Promise<Written> {
    const domain = DOMAINS.get(row.domain);
    if (domain === undefined) return Promise.resolve({ changed: 0, revisions: 0 });
    if (row.level === 'hour') return this.hours.evaluate(domain, row.from, now);
    return this.longs.evaluate(domain, row.level, row.from, now);
  }
}

/** Configuration and logs, gathered so that the loop keeps to six parts. */
@Injectable()
export class LoopParts {
  constructor(
    readonly config: AppConfig,
    readonly logs: Logs,
  ) {}
}

/** Takes dirty cells under lease, evaluates them one after the other and clears their marks. */
@Injectable()
export class EvaluationLoop {
  private readonly owner = randomUUID();
  private readonly queue = new WorkQueue();
  private readonly log: Logger;
  private readonly limit: number;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly work: WorkRepository,
    private readonly evaluator: Evaluator,
    private readonly marks: WorkMarks,
    private readonly clock: Clock,
    private readonly metrics: KpiMetrics,
    given: LoopParts,
  ) {
    this.log = given.logs.for('kpi-service');
    this.limit = CLAIM[given.config.profile];
  }

  start(): void {
    this.isStopping = false;
    this.timer = setInterval(() => this.wake(), POLL_MS).unref();
    this.wake();
  }

  /** Resolves when the evaluation under way has ended; leased rows come back when their lease runs out. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
    this.queue.clear();
  }

  /** One round: claims what is due and evaluates for a while. Returns how many cells were evaluated. */
  async round(): Promise<number> {
    const now = this.clock.now();
    const claimed = await this.work.claim(this.owner, now, this.limit, LEASE_MS);
    this.queue.add(claimed, now + LEASE_MS - LEASE_RESERVE_MS);
    const oldest = this.queue.oldestDue();
    this.metrics.oldestDue.set(oldest === null ? 0 : Math.max(0, now - oldest) / 1000);
    const until = performance.now() + ROUND_MS;
    const done: ClaimedWork[] = [];
    while (!this.isStopping && performance.now() < until) {
      const rows = this.nextRows();
      if (rows.length === 0) break;
      const isDone = await Promise.all(rows.map((row) => this.evaluate(row)));
      done.push(...rows.filter((_, i) => isDone[i] === true));
    }
    await this.work.done(done);
    return done.length;
  }

  /** Cells of one level are evaluated side by side, so that the store writes them in one transaction. */
  private nextRows(): ClaimedWork[] {
    const rows: ClaimedWork[] = [];
    while (rows.length < SIDE_BY_SIDE) {
      const row = this.queue.next(this.clock.now(), rows);
      if (row === null) break;
      rows.push(row);
    }
    return rows;
  }

  private wake(): void {
    if (this.running !== null || this.isStopping) return;
    this.running = this.rounds().finally(() => {
      this.running = null;
    });
  }

  private async rounds(): Promise<void> {
    try {
      do {
        await this.round();
      } while (this.queue.size > 0 && !this.isStopping);
    } catch (error) {
      this.log.warn({ err: error }, 'taking dirty cells; trying again');
    }
  }

  private async evaluate(row: ClaimedWork): Promise<boolean> {
    const started = performance.now();
    const now = this.clock.now();
    try {
      this.marks.noteEvaluated(row, now);
      const { changed, revisions } = await this.evaluator.evaluate(row, now);
      this.metrics.duration.observe(
        { domain: row.domain, level: row.level },
        (performance.now() - started) / 1000,
      );
      this.metrics.changed.inc({ domain: row.domain }, changed);
      if (revisions > 0) this.metrics.revisions.inc({ domain: row.domain }, revisions);
      return true;
    } catch (error) {
      this.metrics.failures.inc({ domain: row.domain });
      this.log.warn(
        { err: error, domain: row.domain, level: row.level, from: row.from },
        'evaluating a cell; again later',
      );
      // Marking it again takes the lease away and sets a due time; its own lease would hold it for a minute.
      await this.work
        .add([{ domain: row.domain, level: row.level, from: row.from, dueAt: now + RETRY_MS }])
        .catch((again: unknown) => this.log.warn({ err: again }, 'marking a cell; its lease will run out'));
      return false;
    }
  }
}
