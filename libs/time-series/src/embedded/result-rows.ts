import type { SeriesRows } from '../time-series.port.js';
import type { ResultColumns } from './columns.js';
import type { MeasurementState } from './measurement-state.js';

/** Rows of one series that lie together in a result. */
interface Block {
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

/** Makes rows of a result sorted by series id and time: puts the series in the order of their tags. */
export function rowsFrom(
  state: MeasurementState,
  fields: readonly string[],
  result: ResultColumns,
): SeriesRows {
  const { bucket, measurement, tags } = state.schema;
  const ranks = state.series.ranks();
  const blocks = blocksOf(result).sort((a, b) => (ranks[a.series] ?? 0) - (ranks[b.series] ?? 0));
  const [times = new Float64Array(0), ...columns] = result.doubles.map((column) => arranged(column, blocks));
  return {
    bucket,
    measurement,
    length: result.length,
    times,
    tags: Object.fromEntries(tags.map((tag, i) => [tag, tagColumn(state, i, blocks)])),
    fields: Object.fromEntries(fields.map((field, i) => [field, columns[i] ?? new Float64Array(0)])),
  };
}

function blocksOf({ series, length }: ResultColumns): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (let row = 1; row <= length; row++) {
    if (row < length && series[row] === series[from]) continue;
    blocks.push({ series: series[from] ?? 0, from, to: row });
    from = row;
  }
  return blocks;
}

function arranged(column: Float64Array, blocks: readonly Block[]): Float64Array {
  const isOrdered = blocks.every((block, i) => i === 0 || block.from === blocks[i - 1]?.to);
  if (isOrdered) return column;
  const result = new Float64Array(column.length);
  let at = 0;
  for (const { from, to } of blocks) {
    result.set(column.subarray(from, to), at);
    at += to - from;
  }
  return result;
}

function tagColumn(state: MeasurementState, tag: number, blocks: readonly Block[]): string[] {
  const values: string[] = [];
  for (const { series, from, to } of blocks) {
    const value = state.series.valuesOf(series)[tag] ?? '';
    for (let row = from; row < to; row++) values.push(value);
  }
  return values;
}
