import type { MeasurementSchema, TimeSeries } from '@app/time-series';

/** One store under test. `reopen` closes it and opens what it left behind; engines that keep nothing give none. */
export interface TimeSeriesFixture {
  readonly series: TimeSeries;
  readonly reopen?: (schema: readonly MeasurementSchema[]) => Promise<TimeSeries>;
  readonly dispose: () => Promise<void>;
}
