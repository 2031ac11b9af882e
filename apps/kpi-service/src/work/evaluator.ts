import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { crossedCells, DOMAINS, SERIES_DOMAIN } from '@app/kpi';
import type { ClaimedWork, WorkKey } from '@app/registry';
import { CellStore, type Evaluation, type StoreStep, type Written } from '../evaluation/cell-store.js';
import { HourEvaluator } from '../evaluation/hour-evaluator.js';
import { LongEvaluator } from '../evaluation/long-evaluator.js';
import { SeriesEvaluator } from '../evaluation/series-evaluator.js';
import { ReadAhead } from './read-ahead.js';
import { WorkMarks } from './work-marks.js';

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
    private readonly ahead: ReadAhead,
    config: AppConfig,
  ) {
    this.isExclusive = config.profile === 'embedded';
  }

  /** Reads for hours of history at once, before they are evaluated one by one; all of them leased. */
  prepare(rows: readonly ClaimedWork[]): Promise<void> {
    return this.ahead.prepare(rows);
  }

  /** What a cell is now; null for a domain that has no KPIs. Stores nothing. */
  async evaluate(
    row: Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'seq' | 'cause'>,
    now: number,
  ): Promise<Evaluation | null> {
    const found = await this.evaluateCell(row, now);
    if (found === null) return null;
    const { cause } = row;
    const follow = [...found.follow, ...this.crossed(row, now)];
    if (cause === undefined || cause === null) return { ...found, follow };
    return { ...found, cause, follow: follow.map((key) => ({ ...key, cause })) };
  }

  private async evaluateCell(
    { domain: id, level, from, seq }: Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'seq'>,
    now: number,
  ): Promise<Evaluation | null> {
    if (id === SERIES_DOMAIN) return this.series.evaluate(level, from, now);
    const domain = DOMAINS.get(id);
    if (domain === undefined) return null;
    if (level === 'hour')
      return this.hours.evaluate(domain, from, now, this.ahead.take({ domain: id, level, from, seq }));
    return this.longs.evaluate(domain, level, from, now);
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
   * @param onStep told when the values are durable, and when the feed is
   */
  async store(
    evaluations: readonly Evaluation[],
    now: number,
    onStep: (step: StoreStep) => void = () => undefined,
  ): Promise<Written[]> {
    const follow = evaluations.flatMap((one) => one.follow);
    // Marked before the vectors are stored: a crash in between costs an evaluation, the other way round a value.
    await this.marks.add(follow);
    const written = await this.cells.write(evaluations, now, onStep);
    for (const evaluation of evaluations) evaluation.settle();
    // Another instance may have taken those marks before the vectors were there.
    if (!this.isExclusive) await this.marks.add(follow);
    return written;
  }
}
