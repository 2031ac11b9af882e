import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@app/config';
import { TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { type Check, Progress, Readiness } from '@app/observability';
import { PartitionRepository } from '@app/registry';

/**
 * Whether what comes into ❶ is worked off, by whichever processors there are: from the log's ends and the committed
 * positions. Where no processor runs in this process that is a warning of ours and no failing check: the page that says
 * so must not be taken out of service for it.
 */
@Injectable()
export class Processing implements OnApplicationBootstrap {
  private readonly progress: Progress;

  constructor(
    private readonly log: EventLog,
    private readonly positions: PartitionRepository,
    clock: Clock,
    private readonly readiness: Readiness,
  ) {
    this.progress = new Progress(
      'messages wait to be processed',
      () => this.amount(),
      () => clock.now(),
    );
  }

  onApplicationBootstrap(): void {
    if (this.readiness.has('processing')) return;
    this.readiness.warn(async () => {
      const { ok, detail } = await this.check();
      return ok ? null : `processing: ${detail}`;
    });
  }

  /** Rejects when the positions can't be read. */
  check(): Promise<Check> {
    return this.progress.check();
  }

  private async amount(): Promise<{ done: number; waiting: number }> {
    const positions = await this.positions.slowest(TOPICS.raw);
    let [done, waiting] = [0, 0];
    for (let partition = 0; partition < this.log.partitions(TOPICS.raw); partition++) {
      const { first, next } = await this.log.range(TOPICS.raw, partition);
      const position = Math.max(positions.get(partition) ?? 0, first);
      done += position;
      waiting += Math.max(0, next - position);
    }
    return { done, waiting };
  }
}
