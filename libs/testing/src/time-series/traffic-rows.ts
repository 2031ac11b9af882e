import {
  itemsOf,
  type MeasurementSchema,
  rowsOf,
  type SeriesRow,
  type SeriesRows,
  type TimeSeries,
} from '@app/time-series';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const NOVEMBER = Date.UTC(2026, 10, 1);
export const TRAFFIC: MeasurementSchema = {
  bucket: 'raw',
  measurement: 'traffic',
  tags: ['device', 'lane'],
  fields: ['n_car', 'speed', '_period'],
};
export const WINDOWS: MeasurementSchema = {
  ...TRAFFIC,
  bucket: 'windows',
  fields: ['readings', 'speed_sum'],
};
export const VALUES: MeasurementSchema = {
  bucket: 'kpi',
  measurement: 'kpi_value',
  tags: ['kpi'],
  fields: ['value'],
};
export const SCHEMA = [TRAFFIC, WINDOWS, VALUES];

export const reading = (
  device: string,
  time: number,
  fields: Record<string, number>,
  lane = '1',
): SeriesRow => ({
  time,
  tags: { device, lane },
  fields,
});
export const traffic = (...items: SeriesRow[]): SeriesRows => rowsOf('raw', 'traffic', items);
export const ALL = { bucket: 'raw', measurement: 'traffic', from: 0, to: Date.UTC(2100, 0, 1) } as const;

/** Every row of traffic that is stored. */
export async function stored(series: TimeSeries): Promise<SeriesRow[]> {
  return itemsOf(await series.read(ALL));
}
