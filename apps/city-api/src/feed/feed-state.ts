import { Injectable } from '@nestjs/common';
import { Latest } from '../kpis/latest.js';
import type { FeedFilter } from './feed-filter.js';
import { FeedMessage, type ToldEvent } from './feed-message.js';
import { LatestAlarms } from './latest-alarms.js';
import { LatestDevices } from './latest-devices.js';

/** How everything stands, told as events: for readers who begin, or who were away for too long. */
@Injectable()
export class FeedState {
  constructor(
    private readonly latest: Latest,
    private readonly devices: LatestDevices,
    private readonly alarms: LatestAlarms,
  ) {}

  /** Drawn one by one, so that what changes meanwhile is told as it is then. */
  *messages(filter: FeedFilter): Generator<FeedMessage> {
    for (const event of this.events(filter)) {
      const message = new FeedMessage(null, event);
      if (filter.wants(message)) yield message;
    }
  }

  private *events(filter: FeedFilter): Generator<ToldEvent> {
    if (filter.wantsKind('alarm')) for (const item of this.alarms.all()) yield { v: 1, type: 'alarm', item };
    if (filter.wantsKind('device'))
      for (const item of this.devices.all()) yield { v: 1, type: 'device', item };
    if (filter.wantsKind('kpi')) for (const item of this.latest.all()) yield { v: 1, type: 'kpi', item };
  }
}
