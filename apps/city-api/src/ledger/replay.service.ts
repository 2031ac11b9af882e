import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type RawHeaders, TOPICS } from '@app/contracts';
import { EventLog, type LogHeaders, type StoredRecord } from '@app/event-log';
import { type RejectedKey, RejectedRepository } from '@app/registry';
import { Problem } from '../http/problem.js';
import { findRejected } from './find-rejected.js';

/**
 * The one way round in the line of topics: a rejected message goes back into ❶ whole, as it came, and is received
 * again. The old row stays, marked; what becomes of the message now stands in the ledger of the hour of the replay.
 */
@Injectable()
export class ReplayService {
  private readonly underWay = new Set<string>();

  constructor(
    private readonly log: EventLog,
    private readonly rejected: RejectedRepository,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the message is durable in ❶. Problem 404, 409 (replayed already) or 422 (nothing was kept). */
  async replay(key: RejectedKey): Promise<{ device: string }> {
    const position = `${key.partition}:${key.offset}:${key.index}`;
    const row = await this.rejected.find(key);
    if (row === null) throw new Problem(404, `no rejected message at ${position}`);
    if (row.replayedAt !== null || this.underWay.has(position)) {
      throw new Problem(
        409,
        `${position} has been replayed; a message rejected again has a position of its own`,
      );
    }
    this.underWay.add(position);
    try {
      const record = await findRejected(this.log, key);
      if (record === null) throw new Problem(404, `the message of ${position} is no longer kept`);
      if (record.headers['refused'] !== undefined) {
        throw new Problem(422, `${position} was refused at the gateway, which kept no payload`);
      }
      const now = this.clock.now();
      await this.log.append(TOPICS.raw, [
        { key: record.key, value: record.value, headers: replayHeaders(record, position), timestamp: now },
      ]);
      await this.rejected.markReplayed(key, now);
      return { device: row.device };
    } finally {
      this.underWay.delete(position);
    }
  }
}

/** Headers of a rejected message that goes back into ❶. */
export function replayHeaders({ headers }: StoredRecord, position: string): LogHeaders {
  // Its trace stays behind: it told of the first time.
  const { device = '', topic = '', contentType } = headers;
  const raw: RawHeaders = {
    device,
    topic,
    inlet: 'replay',
    replayOf: position,
    ...(contentType !== undefined && { contentType }),
  };
  return { ...raw };
}
