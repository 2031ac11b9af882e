import { WINDOW_MS, windowOf } from '@app/windows';
import type { Series } from '../series/series.js';

/** A cold series whose readings are older than this is not warmed up by reading all that came since. */
const WARM_UP_MS = 3 * 86_400_000;
/** Rows that one read should bring at most, by the devices' cadences; and devices in one query. */
const ROWS_PER_READ = 150_000;
const SERIES_PER_READ = 500;

/** What has to be read of one series: [from, to); `to` = Infinity: up to its newest point. */
export interface Need {
  readonly series: Series;
  readonly from: number;
  readonly to: number;
}

/** Needs of one family that one read fulfils; `from` and `to` span them all. */
export interface Cluster {
  readonly family: string;
  from: number;
  to: number;
  readonly needs: Need[];
}

/** What a series needs from the store in this cycle; null: memory holds it all. */
export function needOf(series: Series, now: number): Need | null {
  const isChangeCovered = series.changed.every((point) => series.covers(point.time));
  if (series.deferred.length === 0 && isChangeCovered) return null;
  let min = Infinity;
  let max = -Infinity;
  for (const { reading } of series.deferred) {
    min = Math.min(min, reading.time);
    max = Math.max(max, reading.time);
  }
  if (!isChangeCovered) for (const point of series.changed) min = Math.min(min, point.time);
  const from = windowOf(min) - series.lookback;
  const end = windowOf(max + series.lookback) + WINDOW_MS;
  const hasMeters = series.layout.meters.length > 0;
  const reachesHead = series.isCold ? now - min <= WARM_UP_MS : end >= series.coversFrom || !isChangeCovered;
  return { series, from, to: hasMeters || reachesHead ? Infinity : end };
}

/** Gathers needs into as few reads as keep memory bounded. */
export function clusters(needs: readonly Need[], now: number): Cluster[] {
  const all: Cluster[] = [];
  const open = new Map<string, { cluster: Cluster; rowsPerMs: number }>();
  for (const need of [...needs].sort((a, b) => a.from - b.from)) {
    const { series } = need;
    const rowsPerMs = 1 / (series.cadenceS * 1000);
    const last = open.get(series.family);
    if (last !== undefined) {
      const to = Math.max(last.cluster.to, need.to);
      const rows = (Math.min(to, now) - last.cluster.from) * (last.rowsPerMs + rowsPerMs);
      if (rows <= ROWS_PER_READ && last.cluster.needs.length < SERIES_PER_READ) {
        last.cluster.to = to;
        last.cluster.needs.push(need);
        last.rowsPerMs += rowsPerMs;
        continue;
      }
    }
    const cluster: Cluster = { family: series.family, from: need.from, to: need.to, needs: [need] };
    open.set(series.family, { cluster, rowsPerMs });
    all.push(cluster);
  }
  return all;
}
