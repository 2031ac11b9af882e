import type { Framework, FrameworkIndicator } from '@app/registry';
import { type ColumnSpec, readRows, type ReadRows, type RowReader } from '../spreadsheet/row-reader.js';
import type { Table } from '../spreadsheet/table.js';
import type { PlainCell } from '../spreadsheet/write-xlsx.js';

/** Columns of a framework's annex, as it is imported and exported. */
const FRAMEWORK_COLUMNS = [
  { name: 'code', required: true },
  { name: 'nameVi', required: true },
  { name: 'nameEn' },
  { name: 'group' },
  { name: 'unit' },
  { name: 'formula' },
  { name: 'comparator' },
  { name: 'lo' },
  { name: 'hi' },
  { name: 'computability' },
  { name: 'evidence' },
  { name: 'source' },
  { name: 'note' },
] as const satisfies readonly ColumnSpec[];

const COMPARATORS = {
  le: 'le',
  '≤': 'le',
  '<=': 'le',
  lt: 'lt',
  '<': 'lt',
  ge: 'ge',
  '≥': 'ge',
  '>=': 'ge',
  gt: 'gt',
  '>': 'gt',
  between: 'between',
} as const;
const COMPUTABILITY = { c: 'C', p: 'P', r: 'R' } as const;

/** What an indicator's evidence may name. */
export interface EvidenceNames {
  readonly kpis: ReadonlySet<string>;
  readonly series: ReadonlySet<string>;
}

/** Reads the annex of a framework; evidence is written `MOB-12 exact; se.unemp proxy`. */
export function readAnnex(
  table: Table,
  framework: Framework,
  names: EvidenceNames,
): ReadRows<FrameworkIndicator> {
  const seen = new Map<string, number>();
  return readRows(table, FRAMEWORK_COLUMNS, (row) => {
    const code = row.needed('code');
    const first = seen.get(code ?? '');
    if (first !== undefined) row.refuse('code', 'duplicate', `${code} stands in row ${first} already`);
    if (code !== null) seen.set(code, row.row);
    const vi = row.needed('nameVi');
    const criterion = criterionOf(row);
    const computability =
      row.text('computability') === null ? 'R' : row.choice('computability', COMPUTABILITY);
    const evidence = evidenceOf(row, names);
    if (code === null || vi === null || computability === null) return null;
    return {
      framework: framework.code,
      code,
      names: { vi, en: row.text('nameEn') ?? vi },
      group: row.text('group'),
      unit: row.text('unit'),
      formula: row.text('formula'),
      criterion,
      computability,
      evidence,
      source: row.text('source') ?? framework.document,
      note: row.text('note'),
      rule: criterion === null ? 'reported' : 'threshold',
    };
  });
}

function criterionOf(row: RowReader): FrameworkIndicator['criterion'] {
  const [lo, hi] = [row.number('lo'), row.number('hi')];
  if (row.text('comparator') === null) {
    if (lo !== null || hi !== null) row.refuse('comparator', 'missing_value', 'lo and hi need a comparator');
    return null;
  }
  const comparator = row.choice('comparator', COMPARATORS);
  if (comparator === null) return null;
  if (lo === null && hi === null) return row.refuse('lo', 'missing_value', 'a comparator needs lo or hi');
  if (comparator === 'between' && (lo === null || hi === null || lo > hi))
    return row.refuse('lo', 'range', 'between needs lo and hi, lo not above hi');
  return { comparator, lo, hi };
}

function evidenceOf(row: RowReader, names: EvidenceNames): FrameworkIndicator['evidence'] {
  const parts = (row.text('evidence') ?? '').split(';').filter((part) => part.trim() !== '');
  return parts.flatMap((part): FrameworkIndicator['evidence'] => {
    const [name = '', relation = '', ...rest] = part.trim().split(/\s+/);
    if (rest.length > 0 || (relation !== 'exact' && relation !== 'proxy' && relation !== 'component')) {
      row.refuse(
        'evidence',
        'evidence_format',
        `${part.trim()}: a name and exact, proxy or component, e.g. MOB-12 exact`,
      );
      return [];
    }
    if (names.kpis.has(name)) return [{ kpi: name, relation }];
    if (names.series.has(name)) return [{ series: name, relation }];
    row.refuse(
      'evidence',
      'unknown_evidence',
      `no KPI or series ${name}; see /api/v1/kpis and /api/v1/indicators`,
    );
    return [];
  });
}

/** Indicators with their header, as `readAnnex` takes them; of none the empty form. */
export function annexRows(indicators: readonly FrameworkIndicator[]): readonly (readonly PlainCell[])[] {
  return [
    FRAMEWORK_COLUMNS.map(({ name }) => name),
    ...indicators.map((one) => [
      one.code,
      one.names.vi,
      one.names.en,
      one.group,
      one.unit,
      one.formula,
      one.criterion?.comparator ?? null,
      one.criterion?.lo ?? null,
      one.criterion?.hi ?? null,
      one.computability,
      one.evidence.map(({ kpi, series, relation }) => `${kpi ?? series ?? ''} ${relation}`).join('; '),
      one.source,
      one.note,
    ]),
  ];
}
