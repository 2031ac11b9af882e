import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { DOMAINS, periodEnd, periodStart, type RecalculationUnit, recalculationUnits } from '@app/kpi';
import { type Difference, type Recalculation, RecalculationRepository } from '@app/registry';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import type { CellDifference, Evaluation } from '../evaluation/cell-store.js';
import { EvaluationStores, HourEvaluator } from '../evaluation/hour-evaluator.js';
import { LongEvaluator } from '../evaluation/long-evaluator.js';
import { HourPreparer, type PreparedHours } from '../evaluation/prepared-hours.js';
import { DryVectors } from '../evaluation/vector-overlay.js';
import { StationIndex } from '../inventory/station-index.js';
import { WorkMarks } from '../work/work-marks.js';

const LEASE_MS = 60_000;
/** Pieces of work after which what was found is recorded, and whether to go on is asked. */
const RECORD_EVERY = 48;
/** Differences that are listed; beyond it they are counted only. */
const MAX_LISTED = 10_000;

/** Works a span out anew beside what is stored, and lists the differences. Stores no value, vector or mark. */
@Injectable()
export class DryRuns {
  private readonly owner = randomUUID();

  constructor(
    private readonly stores: EvaluationStores,
    private readonly preparer: HourPreparer,
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    private readonly marks: WorkMarks,
    private readonly repository: RecalculationRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs to the end, or until it is stopped (by a request, or `isStopping`). Whoever takes it up again begins anew:
   * what it has worked out so far is nowhere but in memory.
   */
  async run(one: Recalculation, isStopping: () => boolean): Promise<void> {
    if (!(await this.repository.lease(one.id, this.owner, this.clock.now(), LEASE_MS))) return;
    await this.repository.restart(one.id);
    const evaluate = this.trial();
    let [changed, listed, found]: [number, number, Difference[]] = [0, 0, []];
    const units = recalculationUnits(one.scope.domains, one.from, one.to);
    for (const [i, unit] of units.entries()) {
      const now = this.clock.now();
      const evaluation = await evaluate(unit, now);
      const all = evaluation === null ? [] : await this.stores.cells.differences(evaluation, now);
      const asked = all.filter((difference) => isAskedFor(difference, one));
      changed += asked.length;
      for (const { key, before, after } of asked.slice(0, MAX_LISTED - listed - found.length)) {
        found.push({ cell: key, before, after });
      }
      if ((i + 1) % RECORD_EVERY !== 0 && i + 1 < units.length) continue;
      await this.repository.found(one.id, i + 1, changed, found);
      [changed, listed, found] = [0, listed + found.length, []];
      if (isStopping() || !(await this.repository.lease(one.id, this.owner, now, LEASE_MS))) return;
    }
    await this.repository.turn(one.id, ['running'], 'done');
  }

  /** Evaluators that read what is stored and keep what they work out to themselves. */
  private trial(): (unit: RecalculationUnit, now: number) => Promise<Evaluation | null> {
    const { windows, vectors, cells, values, spans } = this.stores;
    const stores = new EvaluationStores(windows, new DryVectors(vectors), cells, values, spans);
    const hours = new HourEvaluator(stores, this.facts, this.index, this.marks);
    const longs = new LongEvaluator(stores, this.facts, this.index, this.marks);
    let ahead: { readonly day: string; readonly hours: PreparedHours } | null = null;
    return async ({ domain: id, level, from }, now) => {
      const domain = DOMAINS.get(id);
      if (domain === undefined) return null;
      const [start, end] = [periodStart('day', from), periodEnd('day', from)];
      if (level === 'hour' && ahead?.day !== `${id}|${start}`) {
        ahead = { day: `${id}|${start}`, hours: await this.preparer.prepare(domain, start, end) };
      }
      return level === 'hour'
        ? hours.evaluate(domain, from, now, ahead?.hours)
        : longs.evaluate(domain, level, from, now);
    };
  }
}

function isAskedFor({ after }: CellDifference, { scope }: Recalculation): boolean {
  const { kpis, areas } = scope;
  const isKpi = kpis === null || kpis.some((kpi) => after.kpi === kpi || after.kpi.startsWith(`${kpi}.`));
  return isKpi && (areas === null || areas.includes(after.area));
}
