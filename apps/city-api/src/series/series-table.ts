import { formatLocal } from '@app/kpi';
import type { Column, Row, Tabular } from '../tabular/tabular.js';
import { type LinePoint, lineId } from './series-line.js';
import type { LineNames } from './series-names.js';
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

/** What these codes mean, where names are asked for. */
const NAMES: readonly Column[] = [
  { name: 'measureName', type: 'text' },
  { name: 'areaName', type: 'text' },
  { name: 'stationName', type: 'text' },
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

/** The points as a table, one row each: a file says by itself what every number is, with `names` also in words. */
export function seriesTable(
  plan: SeriesPlan,
  batches: AsyncIterable<readonly LinePoint[]>,
  names: readonly LineNames[] | null,
): Tabular {
  const columns = names === null ? COLUMNS : [...COLUMNS, ...NAMES];
  return { columns, batches: rowsOf(batches, viewsOf(plan), names) };
}

async function* rowsOf(
  batches: AsyncIterable<readonly LinePoint[]>,
  views: readonly SeriesView[],
  names: readonly LineNames[] | null,
): AsyncGenerator<readonly Row[]> {
  for await (const batch of batches) {
    yield batch.flatMap((point): Row[] => {
      const view = views[point.line];
      if (!view) return [];
      const { measure, unit, agg, area, station, device, lane, tier } = view;
      const whose = [area, station, point.device ?? device, point.lane ?? lane];
      const { value, n, completeness } = point;
      const name = names?.[point.line];
      const words = name === undefined ? [] : [name.measure, name.area, name.station];
      return [[formatLocal(point.t), measure, unit, agg, ...whose, value, n, completeness, tier, ...words]];
    });
  }
}
