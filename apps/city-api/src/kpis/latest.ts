import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/config';
import { type KpiItem, PERIODS } from '@app/contracts';
import { periodStart } from '@app/kpi';
import { FeedHub } from '../feed/feed-hub.js';
import { KpiValues } from './kpi-values.js';

/** The newest item of every KPI, area (of every active reporting set) and period: filled from the stores at start, then kept by ❹. */
@Injectable()
export class Latest implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly items = new Map<string, KpiItem>();
  private stop: () => void = () => undefined;

  constructor(
    private readonly hub: FeedHub,
    private readonly values: KpiValues,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stop = this.hub.listen((events) => {
      for (const { event } of events) if (event.type === 'kpi') this.offer(event.item);
    });
    const now = this.clock.now();
    for (const period of PERIODS) {
      const before = periodStart(period, periodStart(period, now) - 1);
      for (const item of await this.values.recent(period, before, now + 1)) this.offer(item);
    }
  }

  onModuleDestroy(): void {
    this.stop();
  }

  all(): Iterable<KpiItem> {
    return this.items.values();
  }

  /** Takes an item unless a newer period, or a newer computation of the same one, is known. */
  private offer(item: KpiItem): void {
    const key = `${item.reportingSet}|${item.area}|${item.kpi}|${item.period}`;
    const known = this.items.get(key);
    if (known && (known.from > item.from || (known.from === item.from && known.computedAt > item.computedAt)))
      return;
    this.items.set(key, item);
  }
}
