import { formatLocal, periodEnd, periodStart } from '@app/kpi';
import type { Area, Indicator, NewIndicatorValue } from '@app/registry';
import { type ColumnSpec, readRows, type ReadRows, type RowReader } from '../../spreadsheet/row-reader.js';
import type { Table } from '../../spreadsheet/table.js';

/** Columns of a file of values, as they are exported and imported; `revision` tells apart rows of one period. */
export const VALUE_COLUMNS = [
  { name: 'indicator', required: true },
  { name: 'set', required: true },
  { name: 'area', required: true },
  { name: 'period', required: true },
  { name: 'from', required: true },
  { name: 'value', required: true },
  { name: 'lo' },
  { name: 'hi' },
  { name: 'unit', required: true },
  { name: 'status', required: true },
  { name: 'revision' },
  { name: 'confidence' },
  { name: 'source', required: true },
  { name: 'publishedAt' },
  { name: 'note' },
] as const satisfies readonly ColumnSpec[];

/** What a value may name. */
export interface ValueContext {
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** Areas of all reporting sets. */
  readonly areas: readonly Area[];
  readonly now: number;
}

type Status = NewIndicatorValue['status'];
type Period = NewIndicatorValue['period'];

const STATUSES: Readonly<Record<string, Status>> = {
  estimate: 'estimate',
  preliminary: 'preliminary',
  official: 'official',
  reference: 'reference',
  plan: 'plan',
  'ước tính': 'estimate',
  'sơ bộ': 'preliminary',
  'chính thức': 'official',
  'tham khảo': 'reference',
  'kế hoạch': 'plan',
};
const PERIODS: Readonly<Record<string, Period>> = {
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  tháng: 'month',
  quý: 'quarter',
  năm: 'year',
};
const CONFIDENCES = { high: 'high', medium: 'medium', low: 'low' } as const;

/** Reads a file of values; every problem of every row is listed. */
export function readValues(table: Table, context: ValueContext): ReadRows<NewIndicatorValue> {
  const seen = new Map<string, number>();
  return readRows(table, VALUE_COLUMNS, (row) => {
    const indicator = indicatorOf(row, context);
    const { set, area } = placeOf(row, context);
    const span = spanOf(row, context);
    const status = row.choice('status', STATUSES);
    const numbers = numbersOf(row, indicator);
    const revision = revisionOf(row);
    const confidence = row.text('confidence') === null ? null : row.choice('confidence', CONFIDENCES);
    const source = row.needed('source');
    const publishedAt = publishedOf(row, context.now);
    const note = row.text('note');
    checkMeeting(row, { indicator, area, span, status, publishedAt }, context.now);
    if (
      indicator === null ||
      set === null ||
      area === null ||
      span === null ||
      status === null ||
      source === null
    )
      return null;
    const key = [indicator.id, set, area.code, span.period, span.from, status === 'plan', revision].join('|');
    // One wrong row is one message, though it may look like another one's period.
    if (!row.isClean) return null;
    const first = seen.get(key);
    if (first !== undefined)
      return row.refuse(null, 'duplicate', `the same value and period stands in row ${first}`);
    seen.set(key, row.row);
    return {
      ...numbers,
      indicator: indicator.id,
      set,
      area: area.code,
      period: span.period,
      from: dayText(span.from),
      unit: indicator.unit,
      status,
      confidence,
      source,
      publishedAt: publishedAt === null ? null : dayText(publishedAt),
      note,
      ...(revision !== null && { revision }),
    };
  });
}

const dayText = (at: number): string => formatLocal(at).slice(0, 10);

function indicatorOf(row: RowReader, { indicators }: ValueContext): Indicator | null {
  const id = row.needed('indicator');
  if (id === null) return null;
  return (
    indicators.get(id) ??
    row.refuse('indicator', 'unknown_indicator', `no series ${id}; see /api/v1/indicators`)
  );
}

function placeOf(row: RowReader, { areas }: ValueContext): { set: string | null; area: Area | null } {
  const set = row.needed('set');
  const code = row.needed('area');
  if (set === null) return { set, area: null };
  const own = areas.filter((one) => one.set === set);
  if (own.length === 0) {
    row.refuse('set', 'unknown_set', `no reporting set ${set}; see /api/v1/reporting-sets`);
    return { set: null, area: null };
  }
  if (code === null) return { set, area: null };
  const area = own.find((one) => one.code === code);
  return {
    set,
    area: area ?? row.refuse('area', 'unknown_area', `${set} has no area ${code}; see /api/v1/areas`),
  };
}

interface Span {
  readonly period: Period;
  readonly from: number;
}

function spanOf(row: RowReader, { now }: ValueContext): Span | null {
  const period = row.choice('period', PERIODS);
  if (row.needed('from') === null) return null;
  const from = row.day('from');
  if (period === null || from === null) return null;
  const start = periodStart(period, from);
  if (start !== from)
    return row.refuse('from', 'not_a_period_start', `the first day of this ${period} is ${dayText(start)}`);
  // Plans reach a few decades ahead; a year 20024 is a slip.
  if (from > now + 100 * 366 * 86_400_000)
    return row.refuse('from', 'too_far', `${dayText(from)} lies too far ahead`);
  return { period, from };
}

/** `value`, or the range `lo`, `hi`; an empty cell is unknown and no zero. */
function numbersOf(
  row: RowReader,
  indicator: Indicator | null,
): Pick<NewIndicatorValue, 'value' | 'lo' | 'hi'> {
  const isEmpty = ['value', 'lo', 'hi'].every((column) => row.text(column) === null);
  if (isEmpty)
    row.refuse('value', 'no_value', 'a row needs a value, or lo or hi; leave out rows that nobody knows');
  const numbers = { value: row.number('value'), lo: row.number('lo'), hi: row.number('hi') };
  const { value, lo, hi } = numbers;
  if (lo !== null && hi !== null && lo > hi) row.refuse('lo', 'range', `lo ${lo} is above hi ${hi}`);
  else if (value !== null && (value < (lo ?? -Infinity) || value > (hi ?? Infinity)))
    row.refuse('value', 'outside_range', `${value} lies outside lo and hi`);
  const least = Math.min(value ?? 0, lo ?? 0, hi ?? 0);
  if (indicator !== null && least < 0 && !indicator.unit.startsWith('%'))
    row.refuse(
      'value',
      'negative',
      `${least}: ${indicator.id} counts ${indicator.unit} and can't be negative`,
    );
  const unit = row.needed('unit');
  if (indicator !== null && unit !== null && unit !== indicator.unit)
    row.refuse('unit', 'wrong_unit', `${unit}: ${indicator.id} is in ${indicator.unit}`);
  return numbers;
}

function revisionOf(row: RowReader): number | null {
  const revision = row.number('revision');
  if (revision === null || (Number.isInteger(revision) && revision >= 1)) return revision;
  return row.refuse('revision', 'not_a_revision', `${revision}: a whole number from 1 on, or nothing`);
}

function publishedOf(row: RowReader, now: number): number | null {
  const at = row.day('publishedAt');
  if (at === null || at <= now) return at;
  return row.refuse('publishedAt', 'published_later', 'the day of publication lies ahead');
}

/** What only shows when cells are seen together. */
function checkMeeting(
  row: RowReader,
  seen: {
    indicator: Indicator | null;
    area: Area | null;
    span: Span | null;
    status: Status | null;
    publishedAt: number | null;
  },
  now: number,
): void {
  const { indicator, area, span, status, publishedAt } = seen;
  if (indicator !== null && area !== null && !indicator.levels.includes(area.level))
    row.refuse(
      'area',
      'wrong_level',
      `${indicator.id} is published for ${indicator.levels.join(', ')}; ${area.code} is a ${area.level}`,
    );
  if (indicator !== null && span !== null && !indicator.periods.includes(span.period))
    row.refuse('period', 'wrong_period', `${indicator.id} is published by ${indicator.periods.join(', ')}`);
  if (span === null || status === null || status === 'plan') return;
  if (span.from > now)
    row.refuse('from', 'not_begun', `${dayText(span.from)} lies ahead: only a plan has values for it`);
  else if (status === 'official' && (publishedAt ?? now) < periodEnd(span.period, span.from))
    row.refuse(
      'status',
      'official_too_early',
      'a period that was not over on the day of publication has no official value',
    );
}
