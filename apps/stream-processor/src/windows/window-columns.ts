import type { SeriesRows } from '@app/time-series';
import type { WindowLayout, WindowRow } from '@app/windows';
import type { Series } from '../series/series.js';

/** Window rows of one family that a cycle writes; the last row given for a series and window is the one written. */
export class WindowRowsOfFamily {
  private readonly rows: { series: Series; row: WindowRow }[] = [];

  constructor(private readonly layout: WindowLayout) {}

  add(series: Series, row: WindowRow): void {
    this.rows.push({ series, row });
  }

  *written(): Iterable<{ series: Series; start: number }> {
    for (const { series, row } of this.rows) yield { series, start: row.start };
  }

  /** Laid out in columns. */
  toSeriesRows(): SeriesRows {
    const { rows, layout } = this;
    const fields: Record<string, Float64Array> = {};
    layout.fields.forEach((field, place) => {
      const column = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) column[i] = rows[i]?.row.values[place] ?? NaN;
      fields[field] = column;
    });
    return {
      bucket: 'windows',
      measurement: layout.layout.family,
      length: rows.length,
      times: Float64Array.from(rows, ({ row }) => row.start),
      tags: {
        device: rows.map(({ series }) => series.device),
        lane: rows.map(({ series }) => series.lane),
        direction: rows.map(({ series }) => series.direction),
      },
      fields,
    };
  }
}
