import { WINDOW_MS } from '@app/contracts';
import { expectedReadings } from './expected.js';
import { activeMs, type KpiDevice, type KpiStation } from './station.js';
import { type Stream, type WindowColumns, WindowIndex } from './window-index.js';

const WINDOWS_PER_HOUR = 12;

/** One datastream in one hour: where the rows of its twelve windows stand (-1: no row). */
export interface HourSeries {
  readonly device: KpiDevice;
  readonly lane: string;
  readonly direction: string;
  /** False for rows of a lane or direction that the registry doesn't know (any more): counted, never expected. */
  readonly registered: boolean;
  readonly rows: Int32Array;
  /** Filled when asked for, by window. */
  readonly due: (number | undefined)[];
  readonly served: (number | undefined)[];
}

/** All windows of one station in one local hour. */
export class StationHour {
  constructor(
    readonly station: KpiStation,
    /** Start of the hour. */
    readonly from: number,
    readonly now: number,
    private readonly index: WindowIndex,
    readonly series: readonly HourSeries[],
  ) {}

  /** Readings owed for the intervals that start in a window; worked out once. */
  due(series: HourSeries, window: number): number {
    return (series.due[window] ??= expectedReadings(
      series.device,
      this.from + window * WINDOW_MS,
      this.from + (window + 1) * WINDOW_MS,
      this.now,
    ));
  }

  /** Milliseconds of a window in which the device was in service, up to now; worked out once. */
  served(series: HourSeries, window: number): number {
    const from = this.from + window * WINDOW_MS;
    return (series.served[window] ??= activeMs(series.device, from, Math.min(from + WINDOW_MS, this.now)));
  }

  /** Field of a row; 0 where the row doesn't carry it or there is none. */
  value(column: Float64Array | undefined, row: number): number {
    if (row < 0 || column === undefined) return 0;
    const value = column[row];
    return value === undefined || Number.isNaN(value) ? 0 : value;
  }

  field(name: string): Float64Array | undefined {
    return this.index.columns.fields[name];
  }

  /** Several fields in their order, looked up once for all hours that are read together: pass a constant. */
  fields(names: readonly string[]): readonly (Float64Array | undefined)[] {
    return this.index.list(names);
  }
}

/** Sorts the rows of one hour to their stations and datastreams; stations come in the order given. */
export function stationHours(
  stations: readonly KpiStation[],
  windows: WindowColumns | WindowIndex,
  from: number,
  now: number,
): StationHour[] {
  const index = windows instanceof WindowIndex ? windows : new WindowIndex(windows, from, WINDOWS_PER_HOUR);
  return stations.map((station) => {
    const series = station.devices.flatMap((device) => seriesOf(device, index, from));
    return new StationHour(station, from, now, index, series);
  });
}

const NO_ROWS = new Int32Array(WINDOWS_PER_HOUR).fill(-1);

/** Rows of the hour's windows, without those of excluded times: as if nothing had come. */
function rowsOf(device: KpiDevice, { rows }: Stream, index: WindowIndex, hour: number): Int32Array {
  const first = (hour - index.from) / WINDOW_MS;
  let own = rows.subarray(first, first + WINDOWS_PER_HOUR);
  for (const excluded of device.excluded) {
    const [from, to] = [(excluded.from - hour) / WINDOW_MS, (excluded.to - hour) / WINDOW_MS];
    if (from >= WINDOWS_PER_HOUR || to <= 0) continue;
    own = own.slice().fill(-1, Math.max(0, from), Math.min(to, WINDOWS_PER_HOUR));
  }
  return own;
}

function seriesOf(device: KpiDevice, index: WindowIndex, from: number): HourSeries[] {
  const streams = index.streamsOf(device.id);
  const lanes = device.lanes.length === 0 ? [''] : device.lanes.map(String);
  const { direction } = device;
  const found: HourSeries[] = lanes.map((lane) => {
    const stream = streams.find((one) => one.lane === lane && one.direction === direction);
    const rows = stream === undefined ? NO_ROWS : rowsOf(device, stream, index, from);
    return { device, lane, direction, registered: true, rows, due: [], served: [] };
  });
  for (const stream of streams) {
    if (stream.direction === direction && lanes.includes(stream.lane)) continue;
    const rows = rowsOf(device, stream, index, from);
    // An index of a day knows streams that this hour has nothing of.
    if (!hasRowIn(stream, index, from)) continue;
    found.push({
      device,
      lane: stream.lane,
      direction: stream.direction,
      registered: false,
      rows,
      due: [],
      served: [],
    });
  }
  return found;
}

function hasRowIn({ rows }: Stream, index: WindowIndex, hour: number): boolean {
  const first = (hour - index.from) / WINDOW_MS;
  for (let w = first; w < first + WINDOWS_PER_HOUR; w++) if ((rows[w] ?? -1) >= 0) return true;
  return false;
}
