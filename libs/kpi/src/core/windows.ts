import { WINDOW_MS } from '@app/contracts';
import { expectedReadings } from './expected.js';
import { activeMs, type KpiDevice, type KpiStation } from './station.js';

const WINDOWS_PER_HOUR = 12;

/** Columns of window rows as the time series gives them; series (device, lane, direction) are consecutive. */
export interface WindowColumns {
  readonly length: number;
  readonly times: Float64Array;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly fields: Readonly<Record<string, Float64Array>>;
}

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
    readonly columns: WindowColumns,
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
    return this.columns.fields[name];
  }
}

/** Sorts the rows of one hour to their stations and datastreams; stations come in the order given. */
export function stationHours(
  stations: readonly KpiStation[],
  columns: WindowColumns,
  from: number,
  now: number,
): StationHour[] {
  const byDevice = rowsByDevice(columns, from);
  return stations.map((station) => {
    const series = station.devices.flatMap((device) => seriesOf(device, byDevice.get(device.id), from));
    return new StationHour(station, from, now, columns, series);
  });
}

type DeviceRows = Map<string, { lane: string; direction: string; rows: Int32Array }>;

function rowsByDevice(columns: WindowColumns, from: number): Map<string, DeviceRows> {
  const devices = columns.tags['device'] ?? [];
  const lanes = columns.tags['lane'] ?? [];
  const directions = columns.tags['direction'] ?? [];
  const found = new Map<string, DeviceRows>();
  for (let i = 0; i < columns.length; i++) {
    const slot = ((columns.times[i] ?? 0) - from) / WINDOW_MS;
    if (slot < 0 || slot >= WINDOWS_PER_HOUR) continue;
    const id = devices[i] ?? '';
    const lane = lanes[i] ?? '';
    const direction = directions[i] ?? '';
    let rows = found.get(id);
    if (rows === undefined) found.set(id, (rows = new Map()));
    const key = `${lane}|${direction}`;
    let entry = rows.get(key);
    if (entry === undefined) {
      rows.set(key, (entry = { lane, direction, rows: new Int32Array(WINDOWS_PER_HOUR).fill(-1) }));
    }
    entry.rows[slot] = i;
  }
  return found;
}

/** Takes the windows of excluded times away, as if nothing had come. */
function leaveOut(device: KpiDevice, rows: Int32Array, hour: number): void {
  for (const { from, to } of device.excluded) {
    const [first, last] = [(from - hour) / WINDOW_MS, (to - hour) / WINDOW_MS];
    if (first < WINDOWS_PER_HOUR && last > 0)
      rows.fill(-1, Math.max(0, first), Math.min(last, WINDOWS_PER_HOUR));
  }
}

function seriesOf(device: KpiDevice, found: DeviceRows | undefined, from: number): HourSeries[] {
  for (const { rows } of found?.values() ?? []) leaveOut(device, rows, from);
  const rest = new Map(found ?? []);
  const lanes = device.lanes.length === 0 ? [''] : device.lanes.map(String);
  const series: HourSeries[] = lanes.map((lane) => {
    const key = `${lane}|${device.direction}`;
    const rows = rest.get(key)?.rows ?? new Int32Array(WINDOWS_PER_HOUR).fill(-1);
    rest.delete(key);
    return { device, lane, direction: device.direction, registered: true, rows, due: [], served: [] };
  });
  for (const { lane, direction, rows } of rest.values()) {
    series.push({ device, lane, direction, registered: false, rows, due: [], served: [] });
  }
  return series;
}
