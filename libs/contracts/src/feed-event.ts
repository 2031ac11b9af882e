import type { AlarmItem } from './alarm-item.js';
import type { KpiItem } from './kpi-item.js';

/** Freshness of a device as seen from its data, never from its socket. */
export interface DeviceItem {
  readonly device: string;
  readonly station: string;
  readonly state: 'live' | 'late' | 'silent' | 'never';
  /** Interval end of the newest observation (RFC 3339), or null. */
  readonly lastSeen: string | null;
  readonly cadence: number;
}

/** Counts of one device and hour of arrival; `received` is always the sum of the others. Unit: readings. */
export interface LedgerItem {
  readonly device: string;
  /** Start of the hour of arrival (RFC 3339). */
  readonly hour: string;
  readonly received: number;
  readonly stored: number;
  readonly corrected: number;
  readonly duplicate: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly inFlight: number;
}

/** Value of a record in ❹ as JSON. Version 1. Its header `trace` carries on the trace of a reading behind it. */
export type FeedEvent =
  | { readonly v: 1; readonly type: 'kpi'; readonly item: KpiItem }
  | { readonly v: 1; readonly type: 'device'; readonly item: DeviceItem }
  | { readonly v: 1; readonly type: 'alarm'; readonly item: AlarmItem };
