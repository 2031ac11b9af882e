import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/config';
import { TOPICS } from '@app/contracts';
import { EventLog, type StoredRecord } from '@app/event-log';
import { type Logger, Logs } from '@app/observability';
import { type Replay, type ReplayedMessage, type ReplayFilter, ReplayRepository } from '@app/registry';
import { replayHeaders } from '../ledger/replay.service.js';

const BATCH = { maxRecords: 200, maxBytes: 4_000_000 } as const;
const SHOWN_BYTES = 4096;

interface Run {
  readonly replay: Replay;
  scanned: number;
  replayed: number;
}

/**
 * Puts all rejected messages of a device or reason back into ❶: it reads ❷ from its beginning to where it stood at the
 * start, also messages that are counted but not listed. A message goes back once whatever is asked meanwhile; if the
 * process dies between putting a batch back and marking it, the next replay repeats that batch, as duplicates.
 */
@Injectable()
export class ReplayMany implements OnModuleDestroy {
  private readonly logger: Logger;
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly log: EventLog,
    private readonly replays: ReplayRepository,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.logger = logs.for('replay');
  }

  /** Begins; resolves to the replay that runs, which is an earlier one where the same has been asked for already. */
  async start(filter: ReplayFilter, by: string): Promise<Replay> {
    const ends: { partition: number; first: number; next: number }[] = [];
    for (let partition = 0; partition < this.log.partitions(TOPICS.rejected); partition++)
      ends.push({ partition, ...(await this.log.range(TOPICS.rejected, partition)) });
    const total = ends.reduce((sum, { first, next }) => sum + next - first, 0);
    const { replay, isNew } = await this.replays.begin(filter, by, total);
    if (isNew) this.running = this.run({ replay, scanned: 0, replayed: 0 }, ends);
    return replay;
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async run(
    run: Run,
    ends: readonly { partition: number; first: number; next: number }[],
  ): Promise<void> {
    const { id } = run.replay;
    try {
      for (const { partition, first, next } of ends) await this.partition(run, partition, first, next);
      await this.replays.end(id, 'done', null);
    } catch (error) {
      this.logger.warn({ err: error, replay: id }, 'a replay of rejected messages ended early');
      const why = error instanceof Error ? error.message : String(error);
      await this.replays.end(id, 'failed', why.slice(0, 300)).catch(() => undefined);
    }
  }

  private async partition(run: Run, partition: number, first: number, next: number): Promise<void> {
    for (let from = first; from < next;) {
      if (this.isStopping) throw new Error('the service is stopping; ask again to go on');
      const batch = await this.log.read(TOPICS.rejected, partition, from, BATCH);
      if (batch.next <= from) return;
      const records = batch.records.filter(({ offset }) => offset < next);
      run.replayed += await this.putBack(run.replay.filter, records);
      run.scanned += Math.min(batch.next, next) - from;
      from = batch.next;
      if (!(await this.replays.progress(run.replay.id, run.scanned, run.replayed)))
        throw new Error('another process has taken this replay for lost');
    }
  }

  /** Appends what is meant of a batch, durably, then marks it. */
  private async putBack(filter: ReplayFilter, records: readonly StoredRecord[]): Promise<number> {
    const meant = new Map<string, { record: StoredRecord; message: ReplayedMessage }>();
    for (const record of records) {
      const message = messageOf(record);
      if (message !== null && isMeant(filter, message))
        meant.set(`${message.partition}:${message.offset}`, { record, message });
    }
    if (meant.size === 0) return 0;
    const waiting = await this.replays.waiting([...meant.values()].map(({ message }) => message));
    const chosen = [...meant].flatMap(([place, one]) => {
      const reasons = waiting.get(place) ?? [one.message.reason];
      const isWanted = filter.reason === undefined ? reasons.length > 0 : reasons.includes(filter.reason);
      return isWanted ? [one] : [];
    });
    if (chosen.length === 0) return 0;
    const now = this.clock.now();
    await this.log.append(
      TOPICS.raw,
      chosen.map(({ record, message: { partition, offset, index } }) => ({
        key: record.key,
        value: record.value,
        headers: replayHeaders(record, `${partition}:${offset}:${index}`),
        timestamp: now,
      })),
    );
    await this.replays.markAll(chosen.map(({ message }) => message));
    return chosen.length;
  }
}

/** Null for what was refused at the gateway, which kept no payload. */
function messageOf({ headers, value, timestamp }: StoredRecord): ReplayedMessage | null {
  const [partition, offset] = (headers['source'] ?? '').split(':').map(Number);
  if (headers['refused'] !== undefined || partition === undefined || offset === undefined) return null;
  return {
    partition,
    offset,
    index: Number(headers['index'] ?? -1),
    at: timestamp,
    device: headers['device'] ?? '',
    topic: headers['topic'] ?? '',
    reason: headers['reason'] ?? '',
    detail: headers['detail'] ?? '',
    bytes: value.subarray(0, SHOWN_BYTES),
  };
}

/** Whether device and time fit; the reason is judged by what is still waiting of the message. */
function isMeant(filter: ReplayFilter, { device, at }: ReplayedMessage): boolean {
  return (filter.device === undefined || filter.device === device) && at >= filter.from && at < filter.to;
}
