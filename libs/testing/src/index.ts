export { ManualClock } from './manual-clock.js';
export { eventually } from './eventually.js';
export { describeEventLogContract } from './event-log.contract.js';
export type { EventLogHarness, EventLogSetup } from './event-log.contract.js';
export { InMemoryEventLog, InMemoryLogStorage } from './in-memory-event-log.js';
export type { InMemoryEventLogOptions } from './in-memory-event-log.js';
export { InMemoryTimeSeries } from './in-memory-time-series.js';
export { describeTimeSeriesContract } from './time-series.contract.js';
export type { TimeSeriesFixture } from './time-series.contract.js';
