import type { Device } from '@app/registry';
import type { MeasureDef } from '@app/telemetry';
import type { Aggregation } from './aggregate.js';

/** What of the city a line is about: the narrowest that it names. */
export interface LineObject {
  readonly area: string | null;
  readonly station: string | null;
  readonly device: string | null;
  readonly lane: string | null;
}

/** One line over time: a measure, aggregated over devices. */
export interface SeriesLine {
  readonly measure: MeasureDef;
  readonly aggregation: Aggregation;
  readonly object: LineObject;
  /** Devices that it rests on; of a line about a lane, one device with that lane alone. */
  readonly devices: readonly Device[];
}

/** One point of a line. */
export interface LinePoint {
  /** Index of the line. */
  readonly line: number;
  /** Start of the bucket, or the time of a stored point (epoch ms). */
  readonly t: number;
  readonly value: number | null;
  readonly n: number;
  readonly completeness: number;
  /** Of a stored point: whose it is. */
  readonly device?: string;
  readonly lane?: string;
}

/** Unique name of a line in its answer, such as `traffic.speed@718`. */
export function lineId({ measure, object }: SeriesLine): string {
  const { area, station, device, lane } = object;
  const what = device ?? station ?? area ?? '';
  return `${measure.family}.${measure.key}@${what}${lane === null ? '' : `/${lane}`}`;
}
