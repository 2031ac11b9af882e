import type { WindowRow } from '@app/windows';
import { applyLate } from '../cycle/apply-reading.js';
import type { Cycle } from '../cycle/cycle.js';
import type { Slicer } from '../cycle/slicer.js';
import type { Point } from '../series/point.js';
import type { PointList } from '../series/point-list.js';
import type { Changed, Series } from '../series/series.js';
import type { ChangedWindows } from '../windows/changed-windows.js';
import { clusters, needOf, type Need } from './context-plan.js';
import type { Context, ContextReader } from './context-reader.js';
import { rowOf, startsOf } from './recompute-rows.js';

/**
 * Second half of taking a cycle in: reads stored points for the readings that wait, decides them, and gathers the rows
 * of every window touched, incremental and recomputed.
 */
export class LatePass {
  /** Windows computed from stored points. */
  recomputed = 0;

  constructor(
    private readonly cycle: Cycle,
    private readonly reader: ContextReader,
    private readonly windows: ChangedWindows,
    private readonly slicer: Slicer,
  ) {}

  /** @param isBounded refuse to read very much (TIMESERIES_TOO_MANY_ROWS): the cycle can be run with fewer messages */
  async run(now: number, isBounded: boolean): Promise<void> {
    const needs: Need[] = [];
    for (const series of this.cycle.touched) {
      const need = needOf(series, now);
      if (need !== null) needs.push(need);
      else this.finishFromMemory(series);
      if (this.slicer.isDue) await this.slicer.pause();
    }
    for (const cluster of clusters(needs, now)) {
      const contexts = await this.reader.read(cluster, now, isBounded);
      for (const need of cluster.needs) {
        const context = contexts.get(need.series);
        if (context !== undefined) await this.finishFromStore(need, context, cluster.from);
        if (this.slicer.isDue) await this.slicer.pause();
      }
    }
  }

  private finishFromMemory(series: Series): void {
    const rows = new Map(series.drain().map((row) => [row.start, row]));
    if (series.changed.length > 0) {
      for (const start of startsOf(series, series.head, series.changed)) {
        rows.set(start, this.recompute(series, series.head, series.lead, start));
      }
      series.rebuild();
    }
    this.windows.add(series, rows.values());
  }

  private async finishFromStore(need: Need, { list, lead }: Context, from: number): Promise<void> {
    const { series } = need;
    const reachesHead = need.to === Infinity;
    if (reachesHead) for (const point of series.written) list.put(point);
    const changed: Changed[] = reachesHead ? [...series.changed] : [];
    for (const { reading, item: number } of series.deferred) {
      const item = this.cycle.items[number];
      if (item === undefined) continue;
      const isInOrder = reachesHead && reading.time > (list.last?.time ?? -Infinity);
      if (!isInOrder) this.cycle.lateReadings++;
      applyLate(this.cycle, item, reading, list, changed, isInOrder);
      if (this.slicer.isDue) await this.slicer.pause();
    }
    const rows = new Map<number, WindowRow>(series.drain().map((row) => [row.start, row]));
    if (!reachesHead && series.changed.length > 0) {
      for (const start of startsOf(series, series.head, series.changed)) {
        rows.set(start, this.recompute(series, series.head, series.lead, start));
      }
      series.rebuild();
    }
    for (const start of startsOf(series, list, changed)) {
      rows.set(start, this.recompute(series, list, lead, start));
      if (this.slicer.isDue) await this.slicer.pause();
    }
    if (reachesHead) series.adopt(list, lead, from);
    this.windows.add(series, rows.values());
  }

  private recompute(series: Series, list: PointList, lead: readonly Point[], start: number): WindowRow {
    this.recomputed++;
    return rowOf(series, list, lead, start);
  }
}
