import { Injectable } from '@nestjs/common';
import { TOPICS } from '@app/contracts';
import { EventLog, partitionOf, type StoredRecord } from '@app/event-log';

/** Records of the device's partition that are looked at, the newest first. */
const MAX_RECORDS = 20_000;
const STEP = 500;

/**
 * The newest message of a device in ❶, or null where none is among the newest of its partition. It is looked for when
 * somebody asks, so that taking messages in costs nothing for it.
 */
@Injectable()
export class LastPayload {
  constructor(private readonly log: EventLog) {}

  async of(device: string): Promise<StoredRecord | null> {
    const partition = partitionOf(device, this.log.partitions(TOPICS.raw));
    const { first, next } = await this.log.range(TOPICS.raw, partition);
    const oldest = Math.max(first, next - MAX_RECORDS);
    for (let end = next; end > oldest; end -= STEP) {
      const found = await this.newestIn(device, partition, Math.max(oldest, end - STEP), end);
      if (found !== null) return found;
    }
    return null;
  }

  private async newestIn(
    device: string,
    partition: number,
    from: number,
    end: number,
  ): Promise<StoredRecord | null> {
    let newest: StoredRecord | null = null;
    for (let at = from; at < end;) {
      const limits = { maxRecords: end - at, maxBytes: 8_000_000 };
      const { records, next } = await this.log.read(TOPICS.raw, partition, at, limits);
      newest =
        records.findLast(({ headers, offset }) => headers['device'] === device && offset < end) ?? newest;
      if (next <= at) break;
      at = next;
    }
    return newest;
  }
}
