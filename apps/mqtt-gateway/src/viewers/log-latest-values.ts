import { TOPICS, type FeedEvent } from '@app/contracts';
import type { EventLog } from '@app/event-log';
import { readFeedEvent } from './feed-event.js';
import { LatestValues } from './latest-values.js';

const BATCH = { maxRecords: 2_000, maxBytes: 4 * 1_024 * 1_024 };

/** Takes the latest values from what ❹ still holds, at most so many records back. */
export class LogLatestValues extends LatestValues {
  constructor(
    private readonly log: EventLog,
    private readonly records = 200_000,
  ) {
    super();
  }

  async fill(apply: (event: FeedEvent) => void): Promise<number> {
    const range = await this.log.range(TOPICS.feed, 0);
    let at = Math.max(range.first, range.next - this.records);
    while (at < range.next) {
      const batch = await this.log.read(TOPICS.feed, 0, at, BATCH);
      for (const record of batch.records) {
        const event = readFeedEvent(record.value);
        if (event !== null) apply(event);
      }
      if (batch.next <= at) break;
      at = batch.next;
    }
    return at;
  }
}
