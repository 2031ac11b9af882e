import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { DeviceItem } from '@app/contracts';
import { DAY_MS, formatLocal } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import { type Device, InventoryCache } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { FeedWriter } from '../feed/feed-writer.js';
import { DevicePhases } from './device-phases.js';

const TICK_MS = 1000;
/** Readings may be stamped up to five minutes ahead. */
const AHEAD_MS = 360_000;
/** How far back the newest reading of a device is looked for at the start. */
const LOOK_BACK_MS = 7 * DAY_MS;

type State = DeviceItem['state'];

/** State of a device from the end of its newest reading: 1.5 cadences live, 3 late, then silent. */
export function freshnessOf(lastEnd: number | null, cadenceS: number, now: number): State {
  if (lastEnd === null) return 'never';
  const age = now - lastEnd;
  if (age <= 1500 * cadenceS) return 'live';
  return age <= 3000 * cadenceS ? 'late' : 'silent';
}

/** Follows each device's newest reading and tells the feed when its freshness changes. */
@Injectable()
export class DeviceFreshness {
  private readonly lastEnd = new Map<string, number>();
  private readonly told = new Map<string, State>();
  /** Devices with new windows: family and earliest window since the last look. */
  private readonly pending = new Map<string, { family: string; from: number }>();
  private readonly log: Logger;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly series: TimeSeries,
    private readonly inventory: InventoryCache,
    private readonly phases: DevicePhases,
    private readonly feed: FeedWriter,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('device-freshness');
  }

  /** Looks the newest readings up; from then on ❸ tells of new ones. */
  async start(): Promise<void> {
    const now = this.clock.now();
    const families = new Set([...this.inventory.current().devices.values()].map((device) => device.family));
    for (const family of families) await this.look(family, null, now - LOOK_BACK_MS, now);
    this.timer = setInterval(() => this.wake(), TICK_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** A commit cycle touched windows of a device. Windows that are older than what is known are left alone. */
  touched(device: string, family: string, windows: readonly number[]): void {
    const newest = windows.at(-1) ?? 0;
    if (newest + 300_000 < (this.lastEnd.get(device) ?? 0)) return;
    const before = this.pending.get(device);
    this.pending.set(device, { family, from: Math.min(newest, before?.from ?? newest) });
  }

  /** Looks at what was touched and tells what has changed. */
  async tick(): Promise<void> {
    const now = this.clock.now();
    const byFamily = new Map<string, { devices: string[]; from: number }>();
    for (const [device, { family, from }] of this.pending) {
      const group = byFamily.get(family) ?? { devices: [], from };
      group.devices.push(device);
      group.from = Math.min(group.from, from);
      byFamily.set(family, group);
    }
    this.pending.clear();
    for (const [family, { devices, from }] of byFamily) await this.look(family, devices, from, now);
    const items: DeviceItem[] = [];
    for (const device of this.inventory.current().devices.values()) {
      if (!isInService(device, now)) continue;
      const lastEnd = this.lastEnd.get(device.id) ?? null;
      const state = freshnessOf(lastEnd, device.cadenceS, now);
      if (this.told.get(device.id) !== state) items.push(itemOf(device, state, lastEnd));
    }
    await this.feed.devices(items);
    for (const item of items) this.told.set(item.device, item.state);
  }

  private async look(
    family: string,
    devices: readonly string[] | null,
    from: number,
    now: number,
  ): Promise<void> {
    const rows = await this.series.newestBefore({
      bucket: 'raw',
      measurement: family,
      before: now + AHEAD_MS,
      notBefore: from,
      ...(devices === null ? {} : { where: { device: devices } }),
    });
    const known = this.inventory.current().devices;
    for (let i = 0; i < rows.length; i++) {
      const id = rows.tags['device']?.[i] ?? '';
      const start = rows.times[i] ?? 0;
      const period = rows.fields['_period']?.[i] ?? 0;
      const end = start + (Number.isNaN(period) ? 0 : period * 1000);
      if (end < (this.lastEnd.get(id) ?? 0)) continue;
      this.lastEnd.set(id, end);
      const device = known.get(id);
      if (device !== undefined) this.phases.learn(id, start, device.cadenceS);
    }
  }

  private wake(): void {
    if (this.running !== null) return;
    this.running = this.tick()
      .catch((error: unknown) => this.log.warn({ err: error }, 'following the devices; trying again'))
      .finally(() => {
        this.running = null;
      });
  }
}

function isInService(device: Device, now: number): boolean {
  return device.active.some(({ from, to }) => from <= now && (to === null || now < to));
}

function itemOf(device: Device, state: State, lastEnd: number | null): DeviceItem {
  return {
    device: device.id,
    station: device.station,
    state,
    lastSeen: lastEnd === null ? null : formatLocal(lastEnd),
    cadence: device.cadenceS,
  };
}
