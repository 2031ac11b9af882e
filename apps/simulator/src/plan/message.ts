import type { Kind } from '../inventory/city.js';
import { localIso } from '../model/local-time.js';
import { CLASSES, type Sample } from '../model/sample.js';
import type { Fate } from './sins.js';

/** A reading in the platform's native JSON form (DESIGN §6). */
export type NativeReading = Readonly<Record<string, unknown>>;

/** One message of one device: its readings (one a lane) and when it is due. */
export interface Message {
  readonly device: string;
  /** When it is to be sent (epoch ms). */
  readonly at: number;
  readonly start: number;
  readonly readings: readonly NativeReading[];
  readonly corrupt: boolean;
}

const STATES = ['off', 'on', 'fault', 'unreachable'];
const DRIFTING: ReadonlySet<Kind> = new Set(['air', 'water']);

/** The reading that a device sends for a sample; `end` is the end of the interval, or the moment. */
export function toReading(
  kind: Kind,
  sample: Sample,
  end: number,
  periodMs: number,
  fate: Fate,
): NativeReading {
  return {
    ts: localIso(end + fate.skewMs),
    ...(periodMs === 0 ? {} : { period: periodMs / 1000 }),
    ...(sample.lane === null ? {} : { lane: sample.lane }),
    ...fields(kind, sample, fate.drift),
  };
}

function fields(kind: Kind, sample: Sample, drift: number): NativeReading {
  if (sample.kind === 'traffic') {
    return {
      n: Object.fromEntries(CLASSES.map((name, i) => [name, sample.counts[i] ?? 0])),
      ...(sample.speed === null ? {} : { speed: sample.speed * drift }),
      occupancy: sample.occupancy,
    };
  }
  if (kind === 'lighting') {
    const { state, ...rest } = sample.values;
    return { ...rest, state: STATES[state ?? 0] };
  }
  if (drift === 1 || !DRIFTING.has(kind)) return sample.values;
  return Object.fromEntries(Object.entries(sample.values).map(([key, value]) => [key, value * drift]));
}
