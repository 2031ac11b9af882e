import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type AlarmItem, type DeviceItem, type FeedEvent, TOPICS } from '@app/contracts';
import { EventLog, type LogHeaders, type LogRecord } from '@app/event-log';
import { type ItemNames, type KpiCell, kpiItemFromCell } from '@app/kpi';
import { Metrics, TRACE_HEADER } from '@app/observability';

const HEADERS: LogHeaders = {};
const encoder = new TextEncoder();
/** Records in one append: a backfill's news must not hold the log's writer for long. */
const CHUNK = 2000;

/** A cell to tell of, and the trace of the reading that brought it about, where it has one. */
export interface CellNews {
  readonly cell: KpiCell;
  readonly trace?: string | undefined;
}

/** Appends to ❹ what viewers see. Resolves when durable. */
@Injectable()
export class FeedWriter {
  private readonly events;

  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.events = metrics.counter('nhippho_kpi_feed_events_total', 'Events told to the feed', ['type']);
  }

  async kpis(news: readonly CellNews[], names: ItemNames): Promise<void> {
    for (let i = 0; i < news.length; i += CHUNK) {
      const records = news.slice(i, i + CHUNK).map(({ cell, trace }) => {
        const headers = trace === undefined ? HEADERS : { [TRACE_HEADER]: trace };
        return this.record(cell.area, { v: 1, type: 'kpi', item: kpiItemFromCell(cell, names) }, headers);
      });
      await this.append(records);
      this.events.inc({ type: 'kpi' }, records.length);
    }
  }

  async devices(items: readonly DeviceItem[]): Promise<void> {
    await this.append(items.map((item) => this.record(item.device, { v: 1, type: 'device', item })));
    this.events.inc({ type: 'device' }, items.length);
  }

  async alarms(items: readonly AlarmItem[]): Promise<void> {
    await this.append(items.map((item) => this.record(item.rule, { v: 1, type: 'alarm', item })));
    this.events.inc({ type: 'alarm' }, items.length);
  }

  private async append(records: readonly LogRecord[]): Promise<void> {
    if (records.length > 0) await this.log.append(TOPICS.feed, records);
  }

  private record(key: string, event: FeedEvent, headers = HEADERS): LogRecord {
    return {
      key,
      value: encoder.encode(JSON.stringify(event)),
      headers,
      timestamp: this.clock.now(),
    };
  }
}
