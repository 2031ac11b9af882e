import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { TOPICS } from '@app/contracts';
import { EventLog, LogConsumerStrategy, type LogSubscription } from '@app/event-log';
import { Metrics, Progress, Readiness } from '@app/observability';
import { WindowsPositions } from './windows-positions.js';

export const WINDOWS_TRANSPORT = Symbol('windows.changed');

/** Reads ❸ for the group `kpi-service`; to be given to `connectMicroservice`. */
@Injectable()
export class WindowsConsumer extends LogConsumerStrategy {
  constructor(
    log: EventLog,
    private readonly positions: WindowsPositions,
    metrics: Metrics,
    readiness: Readiness,
    clock: Clock,
  ) {
    super(WINDOWS_TRANSPORT, log);
    metrics.gauge(
      'nhippho_kpi_lag_records',
      'Records of windows.changed not yet marked as work, by partition that is ours',
      ['partition'],
      async (gauge) => {
        const lags = await this.lagByPartition();
        gauge.reset();
        for (const [partition, lag] of lags) gauge.set({ partition }, lag);
      },
    );
    const progress = new Progress(
      'records of touched windows wait',
      () => this.amount(),
      () => clock.now(),
    );
    readiness.add('windows', () => progress.check());
  }

  protected subscription(): LogSubscription {
    return {
      topic: TOPICS.windows,
      group: WindowsPositions.group,
      maxRecords: 5000,
      maxBytes: 4_000_000,
      onAssigned: (partition) => this.positions.claim(partition),
    };
  }
}
