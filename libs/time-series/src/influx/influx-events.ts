import type { Bucket } from '../time-series.port.js';
import type { Trouble } from './influx-errors.js';

/** What is told of the adapter's work, for metrics and the log. */
export interface InfluxEvents {
  /** A request has ended. */
  requestDone(kind: 'write' | 'read', outcome: 'ok' | Trouble, seconds: number): void;
  /** A batch of lines has been stored but for those refused. */
  batchStored(bucket: Bucket, lines: number): void;
  /** Something began to fail; told again when the words change. */
  failing(words: string): void;
  recovered(): void;
}

export const NO_EVENTS: InfluxEvents = {
  requestDone: () => undefined,
  batchStored: () => undefined,
  failing: () => undefined,
  recovered: () => undefined,
};
