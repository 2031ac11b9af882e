import { TOPICS } from '@app/contracts';
import { WINDOW_MS } from '@app/windows';
import type { CyclePorts } from '../cycle/cycle-ports.js';
import { ContextReader } from '../late/context-reader.js';
import { rowOf } from '../late/recompute-rows.js';
import type { Series } from '../series/series.js';
import { ChangedWindows } from '../windows/changed-windows.js';
import { differingField, storedRows } from './stored-rows.js';

/** A window is final so long after its end, ms. [DESIGN 2.4] */
const FINAL_AFTER_MS = 600_000;
/** Windows that may wait for their check; beyond, the oldest go unchecked. */
const MAX_WAITING = 20_000;

/**
 * Computes every window once more from its stored points when it has become final, and repairs the ones that differ.
 * None is expected to: the check guards against defects of the incremental path.
 */
export class FinalCheck {
  private readonly reader: ContextReader;
  /** Window start → family → series that wrote it. */
  private readonly waiting = new Map<number, Map<string, Set<Series>>>();
  private size = 0;

  constructor(private readonly ports: CyclePorts) {
    this.reader = new ContextReader(ports.series);
  }

  /** Remembers the windows of a committed cycle. Backfilled ones are skipped: they were computed from stored points. */
  note(windows: ChangedWindows): void {
    const recent = this.ports.clock.now() - FINAL_AFTER_MS - WINDOW_MS;
    for (const { series, start } of windows.written()) {
      if (start < recent || this.size >= MAX_WAITING) continue;
      const families = this.waiting.get(start) ?? new Map<string, Set<Series>>();
      this.waiting.set(start, families);
      const all = families.get(series.family) ?? new Set<Series>();
      families.set(series.family, all);
      if (!all.has(series)) this.size++;
      all.add(series);
    }
  }

  clear(): void {
    this.waiting.clear();
    this.size = 0;
  }

  /** Checks windows that are final at `now`, at most about `limit`. */
  async run(now: number, limit: number): Promise<void> {
    let left = limit;
    for (const [start, families] of [...this.waiting].sort(([a], [b]) => a - b)) {
      if (left <= 0 || start + WINDOW_MS + FINAL_AFTER_MS > now) return;
      for (const [family, all] of families) {
        const part = [...all].slice(0, Math.max(1, left));
        for (const series of part) all.delete(series);
        if (all.size === 0) families.delete(family);
        this.size -= part.length;
        left -= part.length;
        await this.check(family, part, start, now);
        if (left <= 0) break;
      }
      if (families.size === 0) this.waiting.delete(start);
    }
  }

  private async check(family: string, all: readonly Series[], start: number, now: number): Promise<void> {
    const lookback = Math.max(...all.map((series) => series.lookback));
    const from = start - lookback;
    const to = start + WINDOW_MS;
    const needs = all.map((series) => ({ series, from, to }));
    const contexts = await this.reader.read({ family, from, to, needs }, now, true);
    const stored = await storedRows(this.ports.series, family, all, start);
    const repairs = new ChangedWindows();
    for (const series of all) {
      const context = contexts.get(series);
      if (context === undefined) continue;
      const row = rowOf(series, context.list, context.lead, start);
      const field = differingField(series.layout, stored.get(series), row.values);
      if (field === null) continue;
      this.ports.events.windowRepaired(series.device, family, start, field);
      repairs.add(series, [row]);
    }
    this.ports.events.windowsVerified(all.length);
    if (repairs.size === 0) return;
    await this.ports.series.write(repairs.rows());
    await this.ports.log.append(TOPICS.windows, repairs.records(now));
  }
}
