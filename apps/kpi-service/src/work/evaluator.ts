import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { crossedCells, DOMAINS, SERIES_DOMAIN } from '@app/kpi';
import type { ClaimedWork, WorkCause, WorkKey } from '@app/registry';
import { AlarmWork } from '../alarms/alarm-work.js';
import { isAlarmScope } from '../alarms/rules/alarm-scopes.js';
import { DayEvaluator } from '../evaluation/day-evaluator.js';
import { CellStore, type Evaluation, type StoreStep, type Written } from '../evaluation/cell-store.js';
import { HourEvaluator } from '../evaluation/hour-evaluator.js';
import { LongEvaluator } from '../evaluation/long-evaluator.js';
import { SeriesEvaluator } from '../evaluation/series-evaluator.js';
import { WorkMarks } from './work-marks.js';

type Cell = Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'cause' | 'recalculation'>;

/** How long what a piece of a recalculation marks waits for the recalculation to come to it. */
const AFTER_RECALCULATION_MS = 60_000;

/** Works dirty cells out, and stores what several of them came to at once. */
@Injectable()
export class Evaluator {
  private readonly isExclusive: boolean;

  constructor(
    private readonly hours: HourEvaluator,
    private readonly longs: LongEvaluator,
    private readonly series: SeriesEvaluator,
    private readonly cells: CellStore,
    private readonly marks: WorkMarks,
    private readonly days: DayEvaluator,
    private readonly alarms: AlarmWork,
    config: AppConfig,
  ) {
    this.isExclusive = config.profile === 'embedded';
  }

  /** What a cell is now; null for a domain that has no KPIs. Stores nothing. */
  async evaluate(row: Cell, now: number): Promise<Evaluation | null> {
    const found = await this.evaluateCell(row, now);
    return found === null ? null : this.marking(row, found, now);
  }

  /**
   * What hours of one domain and past day are, in time order, with the day itself last where it is among the rows: each on what
   * those before it came to. In the order of `rows`; stores nothing.
   */
  async evaluateDay(rows: readonly ClaimedWork[], now: number): Promise<Evaluation[]> {
    const domain = DOMAINS.get(rows[0]?.domain ?? '');
    if (domain === undefined) return [];
    const hours = rows.flatMap(({ level, from }) => (level === 'hour' ? [from] : []));
    const day = rows.find(({ level }) => level === 'day')?.from ?? null;
    const found = await this.days.evaluate(domain, hours, day, now);
    let inherited: WorkCause | null = null;
    return found.flatMap((evaluation, i) => {
      const row = rows[i];
      if (row === undefined) return [];
      const cause: WorkCause | null = row.cause ?? inherited;
      if (evaluation.follow.length > 0 && cause !== 'recalculation') inherited = cause;
      return [this.marking({ ...row, cause }, evaluation, now)];
    });
  }

  /** Brings the alarms of one scope up to date for its dirty hours, in time order, on one read. Stores them. */
  async evaluateAlarms(rows: readonly ClaimedWork[], now: number): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    await this.alarms.evaluate(
      first.domain,
      rows.map(({ from }) => from),
      now,
    );
  }

  /** The evaluation with everything that it marks, and why. */
  private marking(row: Cell, found: Evaluation, now: number): Evaluation {
    const { cause, recalculation } = row;
    const isPiece = typeof recalculation === 'number';
    // A recalculation comes to the levels above by itself: until then, or should it be stopped, they can wait.
    const own = found.follow.map((key) =>
      isPiece ? { ...key, dueAt: Math.max(key.dueAt, now + AFTER_RECALCULATION_MS) } : key,
    );
    const follow = [...own, ...this.crossed(row, now)];
    if (cause === undefined || cause === null) return { ...found, follow };
    return { ...found, cause, follow: follow.map((key) => ({ ...key, cause })) };
  }

  private async evaluateCell(
    { domain: id, level, from }: Pick<ClaimedWork, 'domain' | 'level' | 'from'>,
    now: number,
  ): Promise<Evaluation | null> {
    if (isAlarmScope(id)) {
      await this.alarms.evaluate(id, [from], now);
      return null;
    }
    if (id === SERIES_DOMAIN) return this.series.evaluate(level, from, now);
    const domain = DOMAINS.get(id);
    if (domain === undefined) return null;
    return level === 'hour'
      ? this.hours.evaluate(domain, from, now)
      : this.longs.evaluate(domain, level, from, now);
  }

  /** Crossed indicators that read the cell's values. */
  private crossed(
    { domain, level, from }: Pick<ClaimedWork, 'domain' | 'level' | 'from'>,
    now: number,
  ): WorkKey[] {
    return crossedCells(domain, level, from).flatMap((cell) =>
      cell.period === 'quarter' || cell.period === 'year'
        ? [this.marks.key(SERIES_DOMAIN, cell.period, cell.from, now)]
        : [],
    );
  }

  /**
   * Resolves when marks that follow, revisions, values, vectors and feed are durable. Different cells only.
   * @param isComing true for a cell that is evaluated without another mark, on what is stored now
   * @param onStep told when the values are durable, and when the feed is
   */
  async store(
    evaluations: readonly Evaluation[],
    now: number,
    isComing: (key: WorkKey) => boolean,
    onStep: (step: StoreStep) => void,
  ): Promise<Written[]> {
    const follow = evaluations.flatMap((one) => [
      ...one.follow.filter((key) => !isComing(key)),
      ...this.alarms.after(one.unit, now),
    ]);
    // Marked before the vectors are stored: a crash in between costs an evaluation, the other way round a value.
    await this.marks.add(follow);
    const written = await this.cells.write(evaluations, now, onStep);
    for (const evaluation of evaluations) evaluation.settle();
    // Another instance may have taken those marks before the vectors were there.
    if (!this.isExclusive) await this.marks.add(follow);
    return written;
  }
}
