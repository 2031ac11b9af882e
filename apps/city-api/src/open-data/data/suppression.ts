import type { KpiDefinition } from '@app/kpi';
import type { Indicator } from '@app/registry';
import type { OpenRow } from './columns.js';

/** Counts from 1 to one less than this are hidden; zero tells of nobody. */
export const SMALL_COUNT = 5;

/** Units of series that count people, households, cases or what belongs to one of them. */
const COUNTED = new Set(['persons', 'households', 'cases', 'vehicles', 'projects']);

/** KPIs whose components count people or cases; the methods of libs/kpi say what num and den are. */
const COUNTING_KPIS: Readonly<Record<string, readonly string[]>> = {
  'SAF-01': ['num'],
  'SAF-02': ['num'],
  'SAF-03': ['num', 'den'],
  'SOC-08': ['num'],
};

/** Columns of a KPI that hold such counts. A formula of one's own counts where it reads a series that does. */
export function countsOfKpi(definition: KpiDefinition, series: readonly Indicator[]): readonly string[] {
  const known = COUNTING_KPIS[definition.id];
  if (known !== undefined) return known;
  const texts = [definition.expression, ...definition.members.map((member) => member.expression)].join(' ');
  // CEL's texts stand in either quotes.
  const isRead = (id: string): boolean => texts.includes(`"${id}"`) || texts.includes(`'${id}'`);
  const reads = series.some(({ id, unit }) => COUNTED.has(unit) && isRead(id));
  return reads ? ['num', 'den'] : [];
}

/** Columns of a series that hold such counts. */
export function countsOfSeries({ unit }: Indicator): readonly string[] {
  return COUNTED.has(unit) ? ['value', 'lo', 'hi'] : [];
}

/**
 * Rows with the small counts hidden: the counts and the value that gives them away are empty and `flag` says `suppressed`. Where
 * just one part of a published total would be hidden, the smallest other part is too, or the total gave it away.
 * @param counts columns that hold counts
 * @param parentOf area that an area is a part of
 */
export function suppressed(
  rows: readonly OpenRow[],
  counts: readonly string[],
  parentOf: (area: string) => string | null,
): OpenRow[] {
  if (counts.length === 0) return [...rows];
  const hidden = new Set(rows.filter((row) => isSmall(row, counts)));
  for (const parts of siblings(rows, parentOf).values()) {
    if (hidden.has(parts.total) || parts.rows.filter((row) => hidden.has(row)).length !== 1) continue;
    const [next] = parts.rows
      .filter((row) => !hidden.has(row) && countOf(row, counts) !== null)
      .sort((a, b) => (countOf(a, counts) ?? 0) - (countOf(b, counts) ?? 0));
    if (next !== undefined) hidden.add(next);
  }
  const empty = Object.fromEntries([...counts, 'value'].map((name) => [name, null]));
  return rows.map((row) => (hidden.has(row) ? { ...row, ...empty, flag: 'suppressed' } : row));
}

/** A value taken over from a publication is no count of its own. */
function countOf(row: OpenRow, counts: readonly string[]): number | null {
  const value = row[counts[0] ?? ''];
  return row['reason'] === 'as_published' || typeof value !== 'number' ? null : value;
}

function isSmall(row: OpenRow, counts: readonly string[]): boolean {
  if (row['reason'] === 'as_published') return false;
  return counts.some((name) => {
    const count = row[name];
    return typeof count === 'number' && count > 0 && count < SMALL_COUNT;
  });
}

interface Parts {
  readonly total: OpenRow;
  readonly rows: OpenRow[];
}

/** Rows of the parts of each area that has a row itself, period by period. */
function siblings(
  rows: readonly OpenRow[],
  parentOf: (area: string) => string | null,
): ReadonlyMap<string, Parts> {
  const keyOf = (row: OpenRow, area: string): string =>
    [row['kpi'] ?? row['indicator'], row['reportingSet'], row['period'], row['from'], area].join('|');
  const parts = new Map<string, Parts>(
    rows.map((row) => [keyOf(row, String(row['area'])), { total: row, rows: [] }]),
  );
  for (const row of rows) {
    const parent = parentOf(String(row['area']));
    if (parent !== null) parts.get(keyOf(row, parent))?.rows.push(row);
  }
  return parts;
}
