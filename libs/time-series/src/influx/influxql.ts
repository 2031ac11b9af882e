import { queryTag } from './tag-text.js';
import type { Measurement } from './schema-book.js';

/** Values of one tag in one statement. */
const VALUES = 200;
/** Range of times that a row may have; wider queries are cut to it. */
const [OLDEST_MS, NEWEST_MS] = [0, Date.UTC(2200, 0, 1)];

type Where = Readonly<Record<string, readonly string[]>>;

/** Which rows of a measurement; names have been checked against the schema. */
export interface Selection {
  readonly measurement: Measurement;
  readonly fields: readonly string[];
  readonly where: Where;
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
  /** One row of each series: its newest or its oldest; with `carries`, the one that has this field. */
  readonly edge?: 'newest' | 'oldest';
  readonly carries?: string;
}

/**
 * InfluxQL that finds the rows, series by series; several statements where many tag values are named; none when
 * nothing can match. Statements have no series in common.
 */
export function statementsFor(selection: Selection): string[] {
  const { measurement, fields, edge, carries } = selection;
  const [from, to] = [clamped(selection.from), clamped(selection.to)];
  if (!(from < to) || fields.length === 0) return [];
  const { schema } = measurement;
  const field = carries === undefined ? '' : ` AND (${quoted(carries)} >= 0 OR ${quoted(carries)} < 0)`;
  const groups = schema.tags.length > 0 ? ` GROUP BY ${schema.tags.map(quoted).join(', ')}` : '';
  const order = edge === undefined ? '' : ` ORDER BY time ${edge === 'newest' ? 'DESC' : 'ASC'} LIMIT 1`;
  const head = `SELECT ${fields.map(quoted).join(', ')} FROM ${quoted(schema.measurement)}`;
  const range = ` WHERE time >= ${from}ms AND time < ${to}ms`;
  return conditions(selection.where).map((tags) => head + range + tags + field + groups + order);
}

/** ` AND (…)` for every combination of parts of the lists. */
function conditions(where: Where): string[] {
  let all = [''];
  for (const [tag, values] of Object.entries(where)) {
    const choices = parts([...new Set(values)]).map((part) => choice(tag, part));
    all = all.flatMap((head) => choices.map((one) => head + one));
  }
  return all;
}

function choice(tag: string, values: readonly string[]): string {
  return ` AND (${values.map((value) => `${quoted(tag)} = ${queryTag(value)}`).join(' OR ')})`;
}

function parts(values: readonly string[]): string[][] {
  const count = Math.ceil(values.length / VALUES);
  return Array.from({ length: count }, (_, i) => values.slice(i * VALUES, (i + 1) * VALUES));
}

function clamped(time: number): number {
  return Math.ceil(Math.min(Math.max(time, OLDEST_MS), NEWEST_MS));
}

/** Names come from the schema, which allows letters, digits and underscores only. */
function quoted(name: string): string {
  return `"${name}"`;
}
