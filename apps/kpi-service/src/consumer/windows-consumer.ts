import { Injectable } from '@nestjs/common';
import { TOPICS } from '@app/contracts';
import { EventLog, LogConsumerStrategy, type LogSubscription } from '@app/event-log';
import { WindowsPositions } from './windows-positions.js';

export const WINDOWS_TRANSPORT = Symbol('windows.changed');

/** Reads ❸ for the group `kpi-service`; to be given to `connectMicroservice`. */
@Injectable()
export class WindowsConsumer extends LogConsumerStrategy {
  constructor(
    log: EventLog,
    private readonly positions: WindowsPositions,
  ) {
    super(WINDOWS_TRANSPORT, log);
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
