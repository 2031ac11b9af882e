import type { WindowsChanged } from '@app/contracts';
import type { LogHeaders, LogRecord } from '@app/event-log';
import { TRACE_HEADER } from '@app/observability';
import type { SeriesRows } from '@app/time-series';
import { WindowRowsOfFamily } from './window-columns.js';
import type { Series } from '../series/series.js';
import type { WindowRow } from '@app/windows';

const HEADERS: LogHeaders = Object.freeze({ v: '1' });
const NO_TRACES: ReadonlyMap<string, string> = new Map();
const encoder = new TextEncoder();

/** The windows that a cycle touched: their rows for the store, and what ❸ says of them. */
export class ChangedWindows {
  private readonly families = new Map<string, WindowRowsOfFamily>();
  private readonly starts = new Map<string, { device: string; family: string; starts: Set<number> }>();

  /** Rows by window start; ascending or not. */
  add(series: Series, rows: Iterable<WindowRow>): void {
    let family = this.families.get(series.family);
    if (family === undefined) {
      family = new WindowRowsOfFamily(series.layout);
      this.families.set(series.family, family);
    }
    const key = `${series.device}|${series.family}`;
    let touched = this.starts.get(key);
    if (touched === undefined) {
      touched = { device: series.device, family: series.family, starts: new Set() };
      this.starts.set(key, touched);
    }
    for (const row of rows) {
      family.add(series, row);
      touched.starts.add(row.start);
    }
  }

  /** What the store is given. */
  rows(): SeriesRows[] {
    return [...this.families.values()].map((f) => f.toSeriesRows()).filter((rows) => rows.length > 0);
  }

  /**
   * Records for ❸, one per device and family.
   * @param traces by device, where a traced reading touched its windows
   */
  records(now: number, traces: ReadonlyMap<string, string> = NO_TRACES): LogRecord[] {
    const records: LogRecord[] = [];
    for (const { device, family, starts } of this.starts.values()) {
      if (starts.size === 0) continue;
      const windows = [...starts].sort((a, b) => a - b);
      const body: WindowsChanged = { v: 1, device, family, windows };
      const value = encoder.encode(JSON.stringify(body));
      const trace = traces.get(device);
      const headers = trace === undefined ? HEADERS : { ...HEADERS, [TRACE_HEADER]: trace };
      records.push({ key: device, value, headers, timestamp: now });
    }
    return records;
  }

  /** Every series and window of which there is a row. */
  *written(): Iterable<{ series: Series; start: number }> {
    for (const family of this.families.values()) yield* family.written();
  }

  get size(): number {
    let size = 0;
    for (const { starts } of this.starts.values()) size += starts.size;
    return size;
  }
}
