/** Vehicle classes, in the order of every array of counts. */
export const CLASSES = [
  'bicycle',
  'motorcycle',
  'car',
  'bus_small',
  'bus',
  'truck2',
  'truck3',
  'trailer',
] as const;

/** What a camera saw in one interval of one lane; `speed` is the harmonic mean, unrounded, null without vehicles. */
export interface TrafficSample {
  readonly kind: 'traffic';
  readonly lane: number | null;
  readonly counts: readonly number[];
  /** Σ 1/v over the vehicles, h/km: what vehicle-hours are made of. */
  readonly inverseSpeeds: number;
  readonly speed: number | null;
  readonly occupancy: number;
}

/** What any other device measured, by measure key; a lamp's state is its number. */
export interface PlainSample {
  readonly kind: 'plain';
  readonly lane: number | null;
  readonly values: Readonly<Record<string, number>>;
}

export type Sample = TrafficSample | PlainSample;

/**
 * What a device measures in the interval (or at the moment) that starts at `start`: a pure function of seed, device
 * and start, so that a backfill, a restart and a live run give identical readings. One sample a lane.
 */
export interface DeviceModel {
  /** Length of the interval in ms; 0: the device measures moments. */
  readonly periodMs: number;
  samples(start: number): readonly Sample[];
}
