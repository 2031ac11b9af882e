import type { Clock } from '@app/config';
import { RAW_RETENTION_MS } from '@app/contracts';
import type { EventLog } from '@app/event-log';
import type { InventoryCache, PartitionRepository, RejectedRepository } from '@app/registry';
import type { TimeSeries } from '@app/time-series';
import type { DeviceViews } from '../inventory/device-views.js';
import type { ProcessorEvents } from '../processor.events.js';
import type { WindowLayouts } from '../series/device-states.js';
import type { CycleProbe } from './cycle-probe.js';

/** Everything outside that a partition's work touches. */
export interface CyclePorts {
  readonly log: Pick<EventLog, 'append' | 'read' | 'partitions'>;
  readonly series: TimeSeries;
  readonly partitions: Pick<
    PartitionRepository,
    'claim' | 'begin' | 'commit' | 'standing' | 'oweRedo' | 'redone'
  >;
  readonly rejected: Pick<RejectedRepository, 'countsForHour'>;
  readonly inventory: Pick<InventoryCache, 'current' | 'refresh'>;
  readonly views: DeviceViews;
  readonly layouts: WindowLayouts;
  readonly clock: Clock;
  readonly probe: CycleProbe;
  readonly events: ProcessorEvents;
}

/** Limits of the processor's work. */
export interface ProcessorOptions {
  /** Readings after which a cycle takes no more messages. */
  readonly maxReadings: number;
  /** Time after which a cycle takes no more messages, ms. */
  readonly maxIntakeMs: number;
  /** Beat that the cycles of all partitions keep while few messages wait, ms. */
  readonly paceMs: number;
  /** Messages in a batch from which on the next cycle follows at once. */
  readonly paceBelow: number;
  /** How long raw points are kept, ms. */
  readonly rawRetentionMs: number;
}

export const DEFAULT_OPTIONS: ProcessorOptions = {
  maxReadings: 20_000,
  maxIntakeMs: 500,
  paceMs: 200,
  paceBelow: 2_000,
  rawRetentionMs: RAW_RETENTION_MS,
};
