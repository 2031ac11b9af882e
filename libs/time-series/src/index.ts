export { TimeSeries, TimeSeriesError } from './time-series.port.js';
export type { Bucket, MeasurementSchema, RefusedRow, SeriesQuery, SeriesRows } from './time-series.port.js';
export { itemsOf, rowsOf } from './series-rows.js';
export type { SeriesRow } from './series-rows.js';
export { TimeSeriesModule } from './time-series.module.js';
