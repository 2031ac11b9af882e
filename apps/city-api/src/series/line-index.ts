import type { Device } from '@app/registry';
import type { SeriesRows } from '@app/time-series';
import { fieldsFor } from './aggregate.js';
import type { ChunkQuery } from './chunks.js';
import type { SeriesLine } from './series-line.js';

const NONE: readonly number[] = [];

/** Which lines a stored row counts for. */
export class LineIndex {
  private readonly byDevice = new Map<string, number[]>();
  private readonly byLane = new Map<string, number[]>();

  constructor(readonly lines: readonly SeriesLine[]) {
    lines.forEach(({ measure, object, devices }, line) => {
      for (const { id } of devices) {
        const key = `${measure.family}|${id}`;
        if (object.lane === null) push(this.byDevice, key, line);
        else push(this.byLane, `${key}|${object.lane}`, line);
      }
    });
  }

  /** One query a family, for all lines of it. */
  queries(bucket: ChunkQuery['bucket']): ChunkQuery[] {
    const families = new Map<string, SeriesLine[]>();
    for (const line of this.lines.filter(({ devices }) => devices.length > 0)) {
      families.set(line.measure.family, [...(families.get(line.measure.family) ?? []), line]);
    }
    return [...families].map(([family, lines]) => {
      const devices = new Map<string, Device>();
      const fields = new Set(bucket === 'windows' ? ['readings'] : []);
      for (const line of lines) {
        for (const device of line.devices) {
          // A lane's line holds its device with that lane alone; counted here it is the device.
          const known = devices.get(device.id);
          const lanes = [...new Set([...(known?.lanes ?? []), ...device.lanes])];
          devices.set(device.id, known ? { ...device, lanes } : device);
        }
        const own = bucket === 'raw' ? [line.measure.column] : fieldsFor(line.measure, line.aggregation);
        for (const field of own) fields.add(field);
      }
      return { bucket, family, devices: [...devices.values()], fields: [...fields] };
    });
  }

  /** Calls `take` for each row with the lines it counts for. */
  each(rows: SeriesRows, take: (row: number, lines: readonly number[]) => void): void {
    const { device = [], lane = [] } = rows.tags;
    let [ofDevice, ofLane]: [string | undefined, string | undefined] = [undefined, undefined];
    let lines = NONE;
    for (let row = 0; row < rows.length; row++) {
      // Rows of one series lie together.
      if (device[row] !== ofDevice || lane[row] !== ofLane) {
        [ofDevice, ofLane] = [device[row], lane[row]];
        const key = `${rows.measurement}|${ofDevice}`;
        const [all, own] = [this.byDevice.get(key), this.byLane.get(`${key}|${ofLane}`)];
        lines = all && own ? [...all, ...own] : (all ?? own ?? NONE);
      }
      if (lines.length > 0) take(row, lines);
    }
  }
}

function push(map: Map<string, number[]>, key: string, line: number): void {
  const known = map.get(key);
  if (known) known.push(line);
  else map.set(key, [line]);
}
