import type { ServiceProcess } from './world/service-process.js';

/** Of each keyed topic, on Kafka. */
export const PARTITIONS = 12;

/** Partitions that a stream processor works on, as its metrics say. */
export async function partitionsOf(processor: ServiceProcess): Promise<readonly number[]> {
  const lags = await processor.metric('nhippho_processor_lag_records');
  return [...lags.keys()].map(Number);
}
