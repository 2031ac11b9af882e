import type { SeriesCell } from '../series/series-cell.js';
import type { SeriesKpi } from '../series/series-kpis.js';
import type { Lineage } from './lineage.js';

/**
 * The lineage of a socio-economic or crossed indicator: `num` and `den` as its method forms them, and under `read` every number
 * that it was given, with the area in place of the station. `cell` must be a new one.
 */
export function seriesLineage({ method, compute }: SeriesKpi, cell: SeriesCell): Lineage {
  const { num, den, scale = 1, years } = compute(cell);
  const part = (role: string, value: number | null): Lineage['inputs'] =>
    value === null ? [] : [{ role, component: role, station: cell.area.code, from: cell.from, value }];
  const read = cell.inputs.flatMap(({ name, area, from, value }) =>
    value === null ? [] : [{ role: 'read', component: name, station: area, from, value }],
  );
  return {
    formula: years === undefined ? { kind: 'ratio', scale, method } : { kind: 'growth', years, method },
    inputs: [...part('num', num), ...part('den', den), ...read],
  };
}
