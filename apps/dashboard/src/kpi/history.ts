import { useContext, useMemo } from 'react';
import { getList, serverNow } from '../api/client.js';
import type { KpiItem, Period } from '../api/types.js';
import { type Resource, useResource } from '../api/use-resource.js';
import type { Point } from '../charts/spark-path.js';
import { cellKey } from '../live/store.js';
import { LiveContext, useLiveVersion } from '../live/use-live.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Late and backfilled values change what is past, which the feed's newest value doesn't show. */
const RELOAD_MS = 60_000;

/** How far back a chart looks, by period. */
const SPAN_MS: Readonly<Record<Period, number>> = {
  '5min': 5 * HOUR,
  '15min': 12 * HOUR,
  hour: 36 * HOUR,
  day: 31 * DAY,
  week: 183 * DAY,
  month: 730 * DAY,
  quarter: 5 * 365 * DAY,
  year: 15 * 365 * DAY,
};

/** A KPI's values over the last while, kept up to date by the feed; nothing until `ready`. */
export function useHistory(
  kpi: string,
  area: string,
  period: Period,
  ready: boolean,
): Resource<readonly KpiItem[]> {
  const store = useContext(LiveContext);
  useLiveVersion();
  const resource = useResource(
    ready ? `${kpi}|${area}|${period}|${store.epoch}` : null,
    (signal) =>
      getList<KpiItem>(
        `/api/v1/kpis/${encodeURIComponent(kpi)}/values`,
        { area, period, from: new Date(serverNow() - SPAN_MS[period]).toISOString() },
        signal,
      ),
    RELOAD_MS,
  );
  const newest = store.latest.get(cellKey(area, kpi, period));
  const data = useMemo(() => {
    if (!resource.data) return null;
    const items = resource.data.filter((item) => item.kpi === kpi);
    if (!newest) return items;
    return [...items.filter((item) => item.from < newest.from), newest];
  }, [resource.data, newest, kpi]);
  return { ...resource, data };
}

/** Items as a chart's points. */
export function pointsOf(items: readonly KpiItem[]): readonly Point[] {
  return items.map((item) => ({
    t: Date.parse(item.from),
    value: item.value,
    completeness: item.completeness,
    partial: item.quality === 'partial',
  }));
}
