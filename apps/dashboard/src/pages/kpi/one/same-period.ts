import { getJson } from '../../../api/client.js';
import type { Comparison, ComparePoint, KpiItem, Period } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { useCity } from '../../../shell/city.js';
import { yearEarlier } from '../../../kpi/periods.js';

/** Values of one period and of the same one a year earlier, by area. */
export interface SamePeriod {
  /** Start of the earlier period, or null where the calendar has none. */
  readonly before: string | null;
  readonly now: ReadonlyMap<string, ComparePoint>;
  readonly earlier: ReadonlyMap<string, ComparePoint>;
  readonly loading: boolean;
}

/** All areas side by side in an item's period and a year earlier. */
export function useSamePeriod(kpi: string, period: Period, item: KpiItem | undefined): SamePeriod {
  const { areas } = useCity();
  const before = item ? yearEarlier(item.from, period) : null;
  const area = areas.map((one) => one.code).join(',');
  const key = item && area !== '' ? `same|${kpi}|${period}|${item.from}|${item.revision}|${area}` : null;
  const { data } = useResource(key, async (signal) => {
    const read = async (from: string | null): Promise<Comparison | null> =>
      from === null
        ? null
        : getJson<Comparison>('/api/v1/compare', { kpi, area, period, from, to: secondAfter(from) }, signal);
    const [now, earlier] = await Promise.all([read(item?.from ?? null), read(before)]);
    return { now: byArea(now), earlier: byArea(earlier) };
  });
  const none: ReadonlyMap<string, ComparePoint> = new Map();
  return { before, now: data?.now ?? none, earlier: data?.earlier ?? none, loading: data === null };
}

function secondAfter(from: string): string {
  return new Date(Date.parse(from) + 1000).toISOString();
}

function byArea(comparison: Comparison | null): ReadonlyMap<string, ComparePoint> {
  const found = new Map<string, ComparePoint>();
  for (const line of comparison?.items ?? []) {
    const [point] = line.points;
    if (point) found.set(line.area, point);
  }
  return found;
}
