import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type DeviceItem, WINDOW_MS } from '@app/contracts';
import { DAY_MS, formatLocal } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import { type Device, InventoryCache } from '@app/registry';
import { freshnessOf } from '@app/telemetry';
import { TimeSeries } from '@app/time-series';
import { FeedWriter } from '../feed/feed-writer.js';
import { DevicePhases } from './device-phases.js';
import { DeviceShare } from './device-share.js';

const TICK_MS = 2000;
/** A device that keeps reporting is told of at most this often; a change of state at once. */
const TELL_EVERY_MS = 5000;
/** Readings may be stamped up to five minutes ahead. */
const AHEAD_MS = 360_000;
/** How far back the newest reading of a device is looked for at the start. */
const LOOK_BACK_MS = 7 * DAY_MS;

type State = DeviceItem['state'];

interface Told {
  readonly state: State;
  readonly lastEnd: number | null;
  readonly at: number;
}

/**
 * Follows each device's newest reading and tells the feed of its freshness: each change of state, and new readings. Of
 * several instances each speaks for its own share of the devices.
 */
@Injectable()
export class DeviceFreshness {
  private readonly lastEnd = new Map<string, number>();
  private readonly told = new Map<string, Told>();
  /** Devices with new windows: family and earliest window since the last look. */
  private readonly pending = new Map<string, { family: string; from: number }>();
  private readonly log: Logger;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  /** Version of the share that the newest readings are known of. */
  private shareVersion = 0;

  constructor(
    private readonly series: TimeSeries,
    private readonly inventory: InventoryCache,
    private readonly phases: DevicePhases,
    private readonly feed: FeedWriter,
    private readonly clock: Clock,
    private readonly share: DeviceShare,
    logs: Logs,
  ) {
    this.log = logs.for('device-freshness');
  }

  /** Looks the newest readings up; from then on ❸ tells of new ones. */
  async start(): Promise<void> {
    await this.lookAtAll(this.clock.now());
    this.timer = setInterval(() => this.wake(), TICK_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /**
   * A commit cycle touched windows of a device. The newest of them may lie ahead of the reading that touched it (a
   * device is online for a while after each), so the reading is looked for from the oldest on. Windows that are older
   * than what is known are left alone.
   */
  touched(device: string, family: string, windows: readonly number[]): void {
    const known = this.lastEnd.get(device) ?? 0;
    if ((windows.at(-1) ?? 0) + WINDOW_MS < known) return;
    const from = Math.max(windows[0] ?? 0, known - DAY_MS);
    const before = this.pending.get(device);
    this.pending.set(device, { family, from: Math.min(from, before?.from ?? from) });
  }

  /** Looks at what was touched, one query a family, and tells what is news. */
  async tick(): Promise<void> {
    const now = this.clock.now();
    const share = await this.share.now();
    if (share.version !== this.shareVersion) {
      // What others were told of until now: their newest readings are in the store only.
      await this.lookAtAll(now);
      for (const device of this.told.keys()) if (!share.includes(device)) this.told.delete(device);
      this.shareVersion = share.version;
    }
    await this.lookAtTouched(now);
    const items: DeviceItem[] = [];
    const news = new Map<string, Told>();
    for (const device of this.inventory.current().devices.values()) {
      if (!share.includes(device.id) || !isInService(device, now)) continue;
      const lastEnd = this.lastEnd.get(device.id) ?? null;
      const next = { state: freshnessOf(lastEnd, device.cadenceS, now), lastEnd, at: now };
      if (!isNews(this.told.get(device.id), next)) continue;
      items.push(itemOf(device, next.state, lastEnd));
      news.set(device.id, next);
    }
    await this.feed.devices(items);
    for (const [device, told] of news) this.told.set(device, told);
  }

  private async lookAtAll(now: number): Promise<void> {
    const families = new Set([...this.inventory.current().devices.values()].map((device) => device.family));
    for (const family of families) await this.look(family, null, now - LOOK_BACK_MS, now);
  }

  private async lookAtTouched(now: number): Promise<void> {
    const byFamily = new Map<string, { devices: string[]; from: number }>();
    for (const [device, { family, from }] of this.pending) {
      const group = byFamily.get(family) ?? { devices: [], from };
      group.devices.push(device);
      group.from = Math.min(group.from, from);
      byFamily.set(family, group);
    }
    const touched = new Map(this.pending);
    this.pending.clear();
    try {
      for (const [family, { devices, from }] of byFamily) await this.look(family, devices, from, now);
    } catch (error) {
      // Not looked at: the next tick does.
      for (const [device, group] of touched) if (!this.pending.has(device)) this.pending.set(device, group);
      throw error;
    }
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

function isNews(told: Told | undefined, next: Told): boolean {
  if (told === undefined || told.state !== next.state) return true;
  return told.lastEnd !== next.lastEnd && next.at - told.at >= TELL_EVERY_MS;
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
