import { AppConfig } from '@app/config';
import { TOPICS } from '@app/contracts';
import { EventLog, partitionOf } from '@app/event-log';
import { Injectable } from '@nestjs/common';
import { WindowsPositions } from '../consumer/windows-positions.js';

/** The devices that this instance follows: those whose records of ❸ come to it. */
export interface Share {
  /** Another number after each change. */
  readonly version: number;
  includes(device: string): boolean;
}

const ALL: Share = { version: 0, includes: () => true };

/** Which devices this instance speaks for, so that several instances don't contradict each other. */
@Injectable()
export class DeviceShare {
  private share: Share = { version: 0, includes: () => false };
  private partitions = '';

  constructor(
    private readonly positions: WindowsPositions,
    private readonly log: EventLog,
    private readonly config: AppConfig,
  ) {}

  /** The share as the registry has it now. Where there is one process only, it is everything. */
  async now(): Promise<Share> {
    if (this.config.profile === 'embedded') return ALL;
    const ours = await this.positions.owned();
    const partitions = [...ours].toSorted((a, b) => a - b).join();
    if (partitions === this.partitions) return this.share;
    const count = this.log.partitions(TOPICS.windows);
    this.partitions = partitions;
    this.share = {
      version: this.share.version + 1,
      includes: (device) => ours.has(partitionOf(device, count)),
    };
    return this.share;
  }
}
