import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type DeviceItem, type FeedEvent, TOPICS } from '@app/contracts';
import { EventLog, type LogHeaders, type LogRecord } from '@app/event-log';
import { type ItemNames, type KpiCell, kpiItemFromCell } from '@app/kpi';

const HEADERS: LogHeaders = {};
const encoder = new TextEncoder();
/** Records in one append: a backfill's news must not hold the log's writer for long. */
const CHUNK = 2000;

/** Appends to ❹ what viewers see. Resolves when durable. */
@Injectable()
export class FeedWriter {
  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  async kpis(cells: readonly KpiCell[], names: ItemNames): Promise<void> {
    for (let i = 0; i < cells.length; i += CHUNK) {
      const part = cells.slice(i, i + CHUNK);
      await this.append(
        part.map((cell) => this.record(cell.area, { v: 1, type: 'kpi', item: kpiItemFromCell(cell, names) })),
      );
    }
  }

  async devices(items: readonly DeviceItem[]): Promise<void> {
    await this.append(items.map((item) => this.record(item.device, { v: 1, type: 'device', item })));
  }

  private async append(records: readonly LogRecord[]): Promise<void> {
    if (records.length > 0) await this.log.append(TOPICS.feed, records);
  }

  private record(key: string, event: FeedEvent): LogRecord {
    return {
      key,
      value: encoder.encode(JSON.stringify(event)),
      headers: HEADERS,
      timestamp: this.clock.now(),
    };
  }
}
