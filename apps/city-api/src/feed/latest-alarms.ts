import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { AlarmItem } from '@app/contracts';
import { alarmItemOf, AlarmRepository } from '@app/registry';
import { FeedHub } from './feed-hub.js';

/** Alarms that are kept in memory; of more only the newest. */
const AT_MOST = 5_000;

/** Alarms that are not resolved: filled from the registry at start, then kept by ❹. */
@Injectable()
export class LatestAlarms implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly items = new Map<number, AlarmItem>();
  private stop: () => void = () => undefined;

  constructor(
    private readonly hub: FeedHub,
    private readonly alarms: AlarmRepository,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stop = this.hub.listen((messages) => {
      for (const { event } of messages) if (event.type === 'alarm') this.offer(event.item);
    });
    const open = await this.alarms.list({ states: ['open', 'acknowledged'], limit: AT_MOST });
    for (const alarm of open.toReversed()) this.offer(alarmItemOf(alarm));
  }

  onModuleDestroy(): void {
    this.stop();
  }

  all(): Iterable<AlarmItem> {
    return this.items.values();
  }

  private offer(item: AlarmItem): void {
    if ((this.items.get(item.id)?.revision ?? 0) > item.revision) return;
    this.items.delete(item.id);
    if (item.state === 'resolved') return;
    this.items.set(item.id, item);
    if (this.items.size <= AT_MOST) return;
    const [oldest] = this.items.keys();
    if (oldest !== undefined) this.items.delete(oldest);
  }
}
