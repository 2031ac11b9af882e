import { InMemoryTimeSeries } from './in-memory-time-series.js';
import { describeTimeSeriesContract } from './time-series.contract.js';

describeTimeSeriesContract('in memory', () => {
  const series = new InMemoryTimeSeries();
  return Promise.resolve({ series, dispose: () => series.close() });
});
