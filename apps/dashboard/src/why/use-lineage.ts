import { getJson } from '../api/client.js';
import type { KpiItem, Lineage } from '../api/types.js';
import { type Resource, useResource } from '../api/use-resource.js';

/** What a value was made of; asked for again when the value is another. */
export function useLineage(item: KpiItem | null): Resource<Lineage> {
  const key =
    item && [item.kpi, item.area, item.period, item.from, item.reportingSet, item.revision].join('|');
  return useResource(key === null ? null : `why|${key}`, (signal) => {
    const { kpi, area, period, from, reportingSet } = item as KpiItem;
    return getJson<Lineage>(
      `/api/v1/kpis/${encodeURIComponent(kpi)}/lineage`,
      { area, period, from, reportingSet },
      signal,
    );
  });
}
