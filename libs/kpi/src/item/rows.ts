import type { Period } from '@app/contracts';
import { MAX_COMPONENTS } from '../core/method.js';
import { REASONS } from '../core/reasons.js';
import { FINALITIES, type KpiCell, QUALITIES, reasonOfCode } from './cell.js';

/** Shape of the time series' MeasurementSchema. */
export interface KpiSchema {
  readonly bucket: 'kpi';
  readonly measurement: string;
  readonly tags: readonly string[];
  readonly fields: readonly string[];
  readonly whole?: true;
}

/** Columns of rows as the time series takes and gives them. */
export interface KpiColumns {
  readonly bucket: 'kpi';
  readonly measurement: string;
  readonly length: number;
  readonly times: Float64Array;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly fields: Readonly<Record<string, Float64Array>>;
}

export const KPI_VALUE = 'kpi_value';
export const COMPONENT = 'component';

/**
 * Fields of `kpi_value`. A row always carries all of them, since a field that is left out keeps its old value in
 * the store: `present` says which of value (1), num (2), den (4) and place (8) are not null.
 */
const VALUE_FIELDS = [
  'present',
  'value',
  'num',
  'den',
  'quality',
  'finality',
  'completeness',
  'reporting',
  'expected',
  'place',
  'reason',
  'definition',
  'registry_revision',
  'revision',
  'computed_at',
] as const;
type ValueField = (typeof VALUE_FIELDS)[number];

const COMPONENT_FIELDS: readonly string[] = [
  ...Array.from({ length: MAX_COMPONENTS }, (_, i) => `c${i}`),
  'computed_at',
];

/** Measurements of the bucket `kpi`, for TimeSeries.open. */
export const kpiSchemas: readonly KpiSchema[] = [
  {
    bucket: 'kpi',
    measurement: KPI_VALUE,
    tags: ['kpi', 'area', 'period', 'set'],
    fields: VALUE_FIELDS,
    whole: true,
  },
  { bucket: 'kpi', measurement: COMPONENT, tags: ['family', 'station', 'level'], fields: COMPONENT_FIELDS },
];

function valuesOf(cell: KpiCell): Record<ValueField, number> {
  const bit = (value: number | null, flag: number): number => (value === null ? 0 : flag);
  return {
    present: bit(cell.value, 1) + bit(cell.num, 2) + bit(cell.den, 4) + bit(cell.place, 8),
    value: cell.value ?? 0,
    num: cell.num ?? 0,
    den: cell.den ?? 0,
    quality: QUALITIES.indexOf(cell.quality),
    finality: FINALITIES.indexOf(cell.finality),
    completeness: cell.completeness,
    reporting: cell.reporting,
    expected: cell.expected,
    place: cell.place ?? 0,
    reason: REASONS.indexOf(cell.reason),
    definition: cell.definition,
    registry_revision: cell.registryRevision,
    revision: cell.revision,
    computed_at: cell.computedAt,
  };
}

/** Cells as rows of `kpi_value`. */
export function rowsFromCells(cells: readonly KpiCell[]): KpiColumns {
  const fields = Object.fromEntries(VALUE_FIELDS.map((name) => [name, new Float64Array(cells.length)]));
  for (const [i, cell] of cells.entries()) {
    for (const [name, value] of Object.entries(valuesOf(cell))) {
      const column = fields[name];
      if (column !== undefined) column[i] = value;
    }
  }
  return {
    bucket: 'kpi',
    measurement: KPI_VALUE,
    length: cells.length,
    times: Float64Array.from(cells, (cell) => cell.from),
    tags: {
      kpi: cells.map((cell) => cell.kpi),
      area: cells.map((cell) => cell.area),
      period: cells.map((cell) => cell.period),
      set: cells.map((cell) => cell.set),
    },
    fields,
  };
}

/** One row of `kpi_value` as a cell. */
export function cellFromRow(rows: Omit<KpiColumns, 'bucket'>, i: number): KpiCell {
  const number = (name: ValueField): number => rows.fields[name]?.[i] ?? 0;
  const tag = (name: string): string => rows.tags[name]?.[i] ?? '';
  const present = number('present');
  const nullable = (name: ValueField, flag: number): number | null =>
    (present & flag) === 0 ? null : number(name);
  return {
    kpi: tag('kpi'),
    area: tag('area'),
    period: tag('period') as Period,
    set: tag('set'),
    from: rows.times[i] ?? 0,
    value: nullable('value', 1),
    num: nullable('num', 2),
    den: nullable('den', 4),
    quality: QUALITIES[number('quality')] ?? 'insufficient',
    finality: FINALITIES[number('finality')] ?? 'provisional',
    completeness: number('completeness'),
    reporting: number('reporting'),
    expected: number('expected'),
    place: nullable('place', 8),
    reason: reasonOfCode(number('reason')),
    definition: number('definition'),
    registryRevision: number('registry_revision'),
    revision: number('revision'),
    computedAt: number('computed_at'),
  };
}

export type ComponentLevel = 'hour' | 'day' | 'month';

/** A station's stored vector. */
export interface ComponentRow {
  readonly station: string;
  readonly from: number;
  readonly vector: Float64Array;
}

/** Vectors of one domain and level as rows of `component`. */
export function rowsFromComponents(
  domain: string,
  level: ComponentLevel,
  rows: readonly ComponentRow[],
  computedAt: number,
): KpiColumns {
  const fields: Record<string, Float64Array> = {
    computed_at: new Float64Array(rows.length).fill(computedAt),
  };
  const width = Math.max(0, ...rows.map((row) => row.vector.length));
  for (let c = 0; c < width; c++) fields[`c${c}`] = Float64Array.from(rows, (row) => row.vector[c] ?? 0);
  return {
    bucket: 'kpi',
    measurement: COMPONENT,
    length: rows.length,
    times: Float64Array.from(rows, (row) => row.from),
    tags: {
      family: rows.map(() => domain),
      station: rows.map((row) => row.station),
      level: rows.map(() => level),
    },
    fields,
  };
}

/** Rows of `component` as vectors of the components given, in their order; 0 where a row lacks one. */
export function componentsFromRows(
  rows: Omit<KpiColumns, 'bucket'>,
  components: readonly number[],
): ComponentRow[] {
  const columns = components.map((c) => rows.fields[`c${c}`]);
  return Array.from({ length: rows.length }, (_, i) => ({
    station: rows.tags['station']?.[i] ?? '',
    from: rows.times[i] ?? 0,
    vector: Float64Array.from(columns, (column) => {
      const value = column?.[i];
      return value === undefined || Number.isNaN(value) ? 0 : value;
    }),
  }));
}
