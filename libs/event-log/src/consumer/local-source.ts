import type { Topic } from '@app/contracts';
import type { EventLog, LogBatch } from '../event-log.port.js';
import type { AppendedSignal } from './appended-signal.js';
import type { LoopSource } from './loop-source.js';

/** Follows a log that lives in this process and says when it grows. */
export class LocalSource implements LoopSource {
  constructor(
    private readonly log: Pick<EventLog, 'read'>,
    private readonly endOf: (topic: Topic, partition: number) => number,
    /** Notified of `topic/partition`. */
    private readonly appended: AppendedSignal,
  ) {}

  async next(
    topic: Topic,
    partition: number,
    from: number,
    limits: { maxRecords: number; maxBytes: number },
    signal: AbortSignal,
  ): Promise<LogBatch | null> {
    while (from === this.endOf(topic, partition)) {
      await this.appended.wait(`${topic}/${partition}`, signal);
      if (signal.aborted) return null;
    }
    return this.log.read(topic, partition, from, limits);
  }

  end(topic: Topic, partition: number): number {
    return this.endOf(topic, partition);
  }
}
