import { formatLocal } from '@app/kpi';
import type { Column, Row, Tabular } from '../tabular/tabular.js';
import { type LinePoint, lineId } from './series-line.js';
import type { SeriesPlan } from './series-plan.js';
import type { SeriesView } from './series.schemas.js';

/** Columns of a series file; docs/guides/query-series.md says what they mean. */
const COLUMNS: readonly Column[] = [
  { name: 't', type: 'time' },
  { name: 'measure', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'agg', type: 'text' },
  { name: 'area', type: 'text' },
  { name: 'station', type: 'text' },
  { name: 'device', type: 'text' },
  { name: 'lane', type: 'text' },
  { name: 'value', type: 'number' },
  { name: 'n', type: 'integer' },
  { name: 'completeness', type: 'number' },
  { name: 'tier', type: 'text' },
];

/** What an answer says of each of its series. */
export function viewsOf({ lines, bucket }: SeriesPlan): SeriesView[] {
  return lines.map((line) => ({
    id: lineId(line),
    measure: `${line.measure.family}.${line.measure.key}`,
    unit: line.measure.unit,
    agg: bucket === 'raw' ? null : line.aggregation,
    ...line.object,
    devices: new Set(line.devices.map((device) => device.id)).size,
    tier: bucket === 'raw' ? 'raw' : 'windows',
  }));
}

/** The points as a table, one row each: a file says by itself what every number is. */
export function seriesTable(plan: SeriesPlan, batches: AsyncIterable<readonly LinePoint[]>): Tabular {
  const views = viewsOf(plan);
  return { columns: COLUMNS, batches: rowsOf(batches, views) };
}

async function* rowsOf(
  batches: AsyncIterable<readonly LinePoint[]>,
  views: readonly SeriesView[],
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) {
    yield batch.flatMap((point): Row[] => {
      const view = views[point.line];
      if (!view) return [];
      const { measure, unit, agg, area, station, device, lane, tier } = view;
      const whose = [area, station, point.device ?? device, point.lane ?? lane];
      const { value, n, completeness } = point;
      return [[formatLocal(point.t), measure, unit, agg, ...whose, value, n, completeness, tier]];
    });
  }
}
