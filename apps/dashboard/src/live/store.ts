import type { Alarm, Device, DeviceItem, KpiItem, LedgerItem, Period } from '../api/types.js';
import { RateMeter } from './rate-meter.js';

export type FeedState = 'connecting' | 'open' | 'lost';

const PUBLISH_MS = 250;

/** Key under which the newest item of a KPI stands. */
export function cellKey(area: string, kpi: string, period: Period): string {
  return `${area}|${kpi}|${period}`;
}

/** What the page shows live. Changes are gathered and told at most every 250 ms, so a burst costs one drawing. */
export class LiveStore {
  readonly latest = new Map<string, KpiItem>();
  readonly devices = new Map<string, Device>();
  readonly ledger = new Map<string, LedgerItem>();
  readonly rate = new RateMeter();
  /** Open and acknowledged alarms by id. */
  readonly alarms = new Map<Alarm['id'], Alarm>();
  feed: FeedState = 'connecting';
  /** Arrival of the newest event (epoch ms), or null before the first one. */
  lastEventAt: number | null = null;
  /** Grows when the feed came back after a gap, so that what was loaded once is loaded again. */
  epoch = 0;
  ledgerLoaded = false;
  alarmsLoaded = false;
  /** Whether the newest values of every shown KPI have been read once. */
  valuesLoaded = false;
  private version = 0;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getVersion = (): number => this.version;

  /** Takes an item unless a newer period, or a newer computation of the same one, is known. */
  offerKpi(item: KpiItem): void {
    const key = cellKey(item.area, item.kpi, item.period);
    const known = this.latest.get(key);
    if (known && (known.from > item.from || (known.from === item.from && known.computedAt > item.computedAt)))
      return;
    this.latest.set(key, item);
    this.touch();
  }

  /** Takes the newest values of every shown KPI, and tells of them at once: they are what somebody came for. */
  setValues(items: readonly KpiItem[]): void {
    for (const item of items) this.offerKpi(item);
    this.valuesLoaded = true;
    this.publish();
  }

  setDevices(devices: readonly Device[]): void {
    for (const device of devices) this.devices.set(device.id, device);
    this.touch();
  }

  offerDevice(item: DeviceItem): void {
    const device = this.devices.get(item.device);
    if (!device) return;
    this.devices.set(device.id, { ...device, state: item.state, lastSeen: item.lastSeen ?? device.lastSeen });
    this.touch();
  }

  setLedger(items: readonly LedgerItem[]): void {
    this.ledger.clear();
    for (const item of items) this.ledger.set(`${item.device}|${item.hour}`, item);
    this.ledgerLoaded = true;
    this.touch();
  }

  offerLedger(item: LedgerItem, now: number): void {
    const key = `${item.device}|${item.hour}`;
    const before = this.ledger.get(key)?.received ?? (this.ledgerLoaded ? 0 : item.received);
    this.ledger.set(key, item);
    this.rate.add(Math.max(0, item.received - before), now);
    this.touch();
  }

  setAlarms(alarms: readonly Alarm[]): void {
    this.alarms.clear();
    for (const alarm of alarms) this.alarms.set(alarm.id, alarm);
    this.alarmsLoaded = true;
    this.touch();
  }

  /** Takes an alarm unless a newer revision of it is known; a resolved one goes. */
  offerAlarm(alarm: Alarm): void {
    const known = this.alarms.get(alarm.id);
    if (known && known.revision > alarm.revision) return;
    if (alarm.state === 'resolved') this.alarms.delete(alarm.id);
    else this.alarms.set(alarm.id, alarm);
    this.touch();
  }

  /** How many root alarms nobody has acknowledged yet. */
  openAlarms(): number {
    let n = 0;
    for (const { state, parent } of this.alarms.values()) if (state === 'open' && parent === null) n++;
    return n;
  }

  setFeed(feed: FeedState): void {
    if (this.feed === feed) return;
    if (this.feed === 'lost' && feed === 'open') this.epoch += 1;
    this.feed = feed;
    this.touch();
  }

  /** Lets everything that was loaded once be loaded again. */
  reload(): void {
    this.epoch += 1;
    this.touch();
  }

  private touch(): void {
    this.timer ??= setTimeout(() => this.publish(), PUBLISH_MS);
  }

  private publish(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}
