export { EventLog, EventLogError } from './event-log.port.js';
export type {
  ConsumeOptions,
  LogBatch,
  LogConsumer,
  LogHeaders,
  LogRange,
  LogRecord,
  Outcome,
  StoredRecord,
} from './event-log.port.js';
export { EventLogModule } from './event-log.module.js';
export { partitionOf } from './partitioner.js';
export { Backoff } from './consumer/backoff.js';
export { AppendedSignal } from './consumer/appended-signal.js';
export { LocalSource } from './consumer/local-source.js';
export { LoopConsumer } from './consumer/loop-consumer.js';
export { LogConsumerStrategy } from './transport/log-consumer.strategy.js';
export type { LogSubscription } from './transport/log-consumer.strategy.js';
