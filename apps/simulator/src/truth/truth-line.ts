import type { Kind } from '../inventory/city.js';

/** Readings (one a lane) whose interval starts in the period, by what was to become of them. */
export interface ReadingCounts {
  /** Made by the model: what a faultless city would have sent. */
  made: number;
  /** Sent whole at least once: what the platform should store. */
  delivered: number;
  lost: number;
  silenced: number;
  corrupt: number;
  /** Sent a second time. */
  duplicates: number;
  /** Sent, but late on purpose. */
  late: number;
}

/** Traffic components of a station, summed vehicle by vehicle over its directions and lanes. */
export interface TrafficTruth {
  readonly counts: Readonly<Record<string, number>>;
  readonly n: number;
  readonly pcu: number;
  /** km·h of observation: length × hours, over directions. */
  readonly kmHours: number;
  readonly vkt: number;
  readonly pcuKm: number;
  readonly vktByClass: Readonly<Record<string, number>>;
  readonly vht: number;
  readonly vhtFreeFlow: number;
  /** Σ max(0, VHT − VKT/v_ff) per direction and quarter of an hour. */
  readonly delay: number;
  readonly peakVht: number;
  readonly peakVhtFreeFlow: number;
}

/** Hourly means and the VN_AQI of a station; null where the method gives none. */
export interface AirTruth {
  readonly means: Readonly<Record<string, number>>;
  readonly nowCast: { readonly pm25: number | null; readonly pm10: number | null };
  readonly aqi: number | null;
}

/** Seconds of each lamp state inside the station's schedule. */
export interface LightingTruth {
  readonly lamps: number;
  readonly scheduledSeconds: number;
  readonly on: number;
  readonly off: number;
  readonly fault: number;
  readonly unreachable: number;
}

export interface WasteTruth {
  /** Readings at 90 % or more, and all of them; each stands for one cadence. */
  readonly full: number;
  readonly observed: number;
  readonly cadenceSeconds: number;
  readonly collections: number;
}

/** Space-hours taken and there; each reading stands for one cadence. */
export interface ParkingTruth {
  readonly used: number;
  readonly capacity: number;
}

/** Hours at or above warning levels I, II and III; each reading stands for one cadence. */
export interface WaterTruth {
  readonly above: readonly [number, number, number];
}

/** One line of the truth file: what truly happened at a station in a period, written before any of it is sent. */
export interface TruthLine {
  readonly v: 1;
  readonly station: string;
  readonly kind: Kind;
  readonly district: string | null;
  readonly period: '15min' | 'hour';
  /** Start of the period, epoch ms. */
  readonly from: number;
  readonly readings: Readonly<ReadingCounts>;
  readonly traffic?: TrafficTruth;
  readonly air?: AirTruth;
  readonly lighting?: LightingTruth;
  readonly waste?: WasteTruth;
  readonly parking?: ParkingTruth;
  readonly water?: WaterTruth;
}
