import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/config';
import type { DeviceItem } from '@app/contracts';
import { type Device, InventoryCache } from '@app/registry';
import { freshnessOf } from '@app/telemetry';
import { TimeSeries } from '@app/time-series';
import { FeedHub } from './feed-hub.js';

const LOOK_BACK_MS = 7 * 86_400_000;
/** Changes of freshness that are remembered of one device. */
const MAX_CHANGES = 60;

/** Freshness of every device: filled from the stores at start, then kept by ❹. */
@Injectable()
export class LatestDevices implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly items = new Map<string, DeviceItem>();
  private readonly changes = new Map<string, number[]>();
  private stop: () => void = () => undefined;

  constructor(
    private readonly hub: FeedHub,
    private readonly series: TimeSeries,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stop = this.hub.listen((events) => {
      for (const { event } of events) if (event.type === 'device') this.note(event.item);
    });
    await this.fill();
  }

  onModuleDestroy(): void {
    this.stop();
  }

  of(device: string): DeviceItem | undefined {
    return this.items.get(device);
  }

  /** When a device's freshness changed (epoch ms), oldest first, as far as this instance has seen and remembers. */
  changesOf(device: string): readonly number[] {
    return this.changes.get(device) ?? [];
  }

  all(): readonly DeviceItem[] {
    return [...this.items.values()];
  }

  private note(item: DeviceItem): void {
    const before = this.items.get(item.device)?.state;
    this.items.set(item.device, item);
    if (before === undefined || before === item.state || before === 'never') return;
    const changes = this.changes.get(item.device) ?? [];
    changes.push(this.clock.now());
    if (changes.length > MAX_CHANGES) changes.shift();
    this.changes.set(item.device, changes);
  }

  private async fill(): Promise<void> {
    const now = this.clock.now();
    const { devices } = this.cache.current();
    const families = new Set([...devices.values()].map((device) => device.family));
    for (const family of families) {
      const newest = await this.series.newestBefore({
        bucket: 'raw',
        measurement: family,
        before: now + 3_600_000,
        notBefore: now - LOOK_BACK_MS,
      });
      for (let row = 0; row < newest.length; row++) {
        const device = devices.get(newest.tags.device?.[row] ?? '');
        const periodS = newest.fields._period?.[row] ?? 0;
        const end = (newest.times[row] ?? 0) + (Number.isNaN(periodS) ? 0 : periodS * 1000);
        if (device) this.offer(deviceItem(device, end, now));
      }
    }
  }

  /** A lane's newest point must not hide a newer one of another lane, nor what ❹ said meanwhile. */
  private offer(item: DeviceItem): void {
    const known = this.items.get(item.device)?.lastSeen;
    if (known && item.lastSeen && known >= item.lastSeen) return;
    this.items.set(item.device, item);
  }
}

function deviceItem(device: Device, end: number, now: number): DeviceItem {
  return {
    device: device.id,
    station: device.station,
    state: freshnessOf(end, device.cadenceS, now),
    lastSeen: new Date(end).toISOString(),
    cadence: device.cadenceS,
  };
}
