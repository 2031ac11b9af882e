import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig, Clock } from '@app/config';
import {
  type BatchSpans,
  type Check,
  type Logger,
  Logs,
  Progress,
  Readiness,
  type ServiceTracer,
  Tracing,
} from '@app/observability';
import { type ClaimedWork, RecalculationRepository, WorkRepository } from '@app/registry';
import type { Evaluation } from '../evaluation/cell-store.js';
import { Evaluator } from './evaluator.js';
import { KpiMetrics } from './kpi-metrics.js';
import { WorkMarks } from './work-marks.js';
import { type Batch, isLive, nameOf, WorkQueue } from './work-queue.js';

const LEASE_MS = 60_000;
/** A leased row is evaluated only while this much of its lease is left. */
const LEASE_RESERVE_MS = 20_000;
/** How often due cells are looked for. */
const POLL_MS = 100;
/** How often the registry is asked although no mark was announced here: other instances' marks come only so. */
const ASK_MS = { embedded: 1000, distributed: 200 } as const;
/** Stretch of evaluating before due cells are asked for again, so that running periods overtake history. */
const ROUND_MS = 250;
/** Rows leased at once. Those of history are some days of every domain where nobody else evaluates. */
const CLAIM = { embedded: 1000, distributed: 50 } as const;
const RETRY_MS = 2000;
/** More dirty cells than this are a service that doesn't keep up. */
const MAX_WORK = 50_000;
/** Cells whose values are stored in one write. */
const SIDE_BY_SIDE = 10;
/**
 * After live work, a pause of three times its duration: evaluating takes a quarter of a core at most, and what comes
 * meanwhile is evaluated together. The cap leaves most of the second that a live cell may be behind its window to the round
 * under way.
 */
const PAUSE_FACTOR = 3;
const LONGEST_PAUSE_MS = 300;

interface Found {
  readonly row: ClaimedWork;
  /** Null: nothing to store. */
  readonly evaluation: Evaluation | null;
}

/** What the loop needs of its process, gathered so that it keeps to six parts. */
@Injectable()
export class LoopParts {
  constructor(
    readonly config: AppConfig,
    readonly logs: Logs,
    readonly readiness: Readiness,
    readonly tracing: Tracing,
    readonly recalculations: RecalculationRepository,
  ) {}
}

/** Takes dirty cells under lease, evaluates those that belong together and clears their marks. */
@Injectable()
export class EvaluationLoop {
  private readonly owner = randomUUID();
  private readonly queue = new WorkQueue();
  private readonly log: Logger;
  private readonly tracer: ServiceTracer;
  private readonly limit: number;
  private readonly askMs: number;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isStopping = false;
  /** On the monotonic clock: when the registry was asked last, and until when live work rests. */
  private askedAt = -Infinity;
  private restUntil = 0;
  /** What pieces of recalculations have brought about since it was last counted. */
  private readonly recalculated = new Map<number, { changed: number; revisions: number }>();
  private readonly recalculations: RecalculationRepository;
  /** Cells evaluated since the start. */
  private evaluated = 0;

  constructor(
    private readonly work: WorkRepository,
    private readonly evaluator: Evaluator,
    private readonly marks: WorkMarks,
    private readonly clock: Clock,
    private readonly metrics: KpiMetrics,
    given: LoopParts,
  ) {
    this.log = given.logs.for('kpi-service');
    this.tracer = given.tracing.for('kpi-service');
    this.recalculations = given.recalculations;
    this.limit = CLAIM[given.config.profile];
    metrics.leaseLimit.set(this.limit);
    this.askMs = ASK_MS[given.config.profile];
    const progress = new Progress(
      'cells are due to be evaluated',
      async () => ({ done: this.evaluated, waiting: await work.due(clock.now()) }),
      () => clock.now(),
    );
    given.readiness.add('evaluation', () => this.working(progress));
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
    await this.claim(now);
    const until = performance.now() + ROUND_MS;
    const done: ClaimedWork[] = [];
    let live = 0;
    let isHistoryServed = false;
    // One batch of history in any case: where live work fills the round it would wait for ever.
    const isHistoryLeft = (): boolean => !isHistoryServed && this.queue.past(now) > 0;
    while (!this.isStopping && (performance.now() < until || isHistoryLeft())) {
      const batch = this.queue.next(this.clock.now(), SIDE_BY_SIDE);
      if (batch.rows.length === 0) break;
      const started = performance.now();
      done.push(...(await this.evaluateAll(batch)));
      if (batch.rows.some((row) => isLive(row, now))) live += performance.now() - started;
      else isHistoryServed = true;
    }
    await this.countRecalculated();
    await this.work.done(done);
    this.metrics.leased.set(this.queue.size);
    this.evaluated += done.length;
    this.restUntil = performance.now() + Math.min(LONGEST_PAUSE_MS, live * PAUSE_FACTOR);
    return done.length;
  }

  /** Before the marks are cleared: whoever sees a recalculation done sees what it has brought about. */
  private async countRecalculated(): Promise<void> {
    const counted = [...this.recalculated];
    this.recalculated.clear();
    for (const [id, found] of counted) await this.recalculations.count(id, found);
  }

  /** Whether dirty cells become less; those that aren't due yet, or that somebody evaluates now, don't wait. */
  private async working(progress: Progress): Promise<Check> {
    const depth = await this.work.depth();
    if (depth > MAX_WORK) return { ok: false, detail: `${depth} cells are to be evaluated` };
    return progress.check();
  }

  private async claim(now: number): Promise<void> {
    this.askedAt = performance.now();
    this.marks.takeDue(now);
    // Of history no more than is evaluated before its lease runs out.
    const past = this.queue.past(now) > this.limit / 2 ? 0 : this.limit;
    const claimed = await this.work.claim(this.owner, now, { recent: this.limit, past }, LEASE_MS);
    if (claimed.length >= this.limit) this.askedAt = -Infinity;
    const early = claimed.flatMap((row) => this.marks.tooSoon(row, now) ?? []);
    // Marking again takes the lease away.
    await this.marks.add(early);
    const ready = claimed.filter((row) => this.marks.tooSoon(row, now) === null);
    this.queue.add(ready, now + LEASE_MS - LEASE_RESERVE_MS);
    this.metrics.leased.set(this.queue.size);
    const oldest = this.queue.oldestDue();
    this.metrics.oldestDue.set(oldest === null ? 0 : Math.max(0, now - oldest) / 1000);
  }

  private wake(): void {
    if (this.running !== null || this.isStopping || performance.now() < this.restUntil) return;
    const mustAsk = performance.now() - this.askedAt >= this.askMs;
    if (!this.marks.takeDue(this.clock.now()) && !mustAsk) return;
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

  /** Returns the cells that are done. A cell that fails takes no other one with it. */
  private async evaluateAll({ rows, together }: Batch): Promise<ClaimedWork[]> {
    const isDay = together === 'day';
    const started = performance.now();
    const now = this.clock.now();
    const traces = rows.flatMap(({ trace }) => trace ?? []);
    const spans = traces.length === 0 ? null : this.tracer.batch('evaluate', traces);
    for (const row of rows) this.marks.noteEvaluated(row, now);
    const found =
      (await this.evaluateTogether({ rows, together }, now)) ?? (await this.evaluateEach(rows, now));
    spans?.step('evaluated');
    const done = await this.store(found, now, isDay, spans).catch(async (error: unknown) => {
      const [one] = found;
      if (found.length === 1 && one !== undefined) return this.failed(one.row, error, now);
      const each: ClaimedWork[] = [];
      for (const one of found) {
        each.push(
          ...(await this.store([one], now, false).catch((again: unknown) =>
            this.failed(one.row, again, now),
          )),
        );
      }
      return each;
    });
    spans?.end(done.length < rows.length ? 'a cell could not be evaluated or stored' : undefined);
    const seconds = (performance.now() - started) / 1000;
    this.metrics.busy.inc(seconds);
    for (const { domain, level } of done) this.metrics.duration.observe({ domain, level }, seconds);
    return done;
  }

  private async store(
    found: readonly Found[],
    now: number,
    isDay: boolean,
    spans: BatchSpans | null = null,
  ): Promise<ClaimedWork[]> {
    const pairs = found.flatMap(({ row, evaluation }) => (evaluation === null ? [] : [{ row, evaluation }]));
    // Of a day each cell was worked out on what those before it came to: they need no mark.
    const taken = new Set(isDay ? pairs.map(({ row }) => nameOf(row)) : []);
    const written = await this.evaluator.store(
      pairs.map(({ row, evaluation }) => {
        const trace = spans?.follow(row.trace ?? '');
        return trace === undefined ? evaluation : { ...evaluation, trace };
      }),
      now,
      (key) => taken.has(nameOf(key)) || this.queue.isComing(key, now),
      (step) => spans?.step(step),
    );
    for (const [i, { changed, revisions }] of written.entries()) {
      const domain = pairs[i]?.row.domain ?? '';
      this.metrics.changed.inc({ domain }, changed);
      if (revisions > 0) this.metrics.revisions.inc({ domain }, revisions);
      const id = pairs[i]?.row.recalculation ?? null;
      if (id === null || changed === 0) continue;
      const sum = this.recalculated.get(id) ?? { changed: 0, revisions: 0 };
      this.recalculated.set(id, { changed: sum.changed + changed, revisions: sum.revisions + revisions });
    }
    return found.map(({ row }) => row);
  }

  /** Null when it is to be evaluated cell by cell, or doesn't work out as a whole: then each is tried for itself. */
  private async evaluateTogether({ rows, together }: Batch, now: number): Promise<Found[] | null> {
    if (together === 'cells') return null;
    try {
      if (together === 'alarms') {
        await this.evaluator.evaluateAlarms(rows, now);
        return rows.map((row) => ({ row, evaluation: null }));
      }
      const evaluations = await this.evaluator.evaluateDay(rows, now);
      return rows.map((row, i) => ({ row, evaluation: evaluations[i] ?? null }));
    } catch (error) {
      const [one] = rows;
      this.log.warn(
        { err: error, domain: one?.domain, from: one?.from, cells: rows.length },
        'evaluating cells together; one by one now',
      );
      return null;
    }
  }

  private async evaluateEach(rows: readonly ClaimedWork[], now: number): Promise<Found[]> {
    const found = await Promise.all(rows.map((row) => this.evaluate(row, now)));
    return found.filter((one) => one !== null);
  }

  private async evaluate(row: ClaimedWork, now: number): Promise<Found | null> {
    try {
      return { row, evaluation: await this.evaluator.evaluate(row, now) };
    } catch (error) {
      await this.failed(row, error, now);
      return null;
    }
  }

  private async failed(row: ClaimedWork, error: unknown, now: number): Promise<ClaimedWork[]> {
    const { domain, level, from } = row;
    this.metrics.failures.inc({ domain });
    this.log.warn({ err: error, domain, level, from }, 'evaluating a cell; again later');
    // Marking it again takes the lease away and sets a due time; its own lease would hold it for a minute.
    await this.marks
      .add([{ ...row, dueAt: now + RETRY_MS }])
      .catch((again: unknown) => this.log.warn({ err: again }, 'marking a cell; its lease will run out'));
    return [];
  }
}
