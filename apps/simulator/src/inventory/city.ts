import type { Family } from '@app/contracts';

/** Kind of a station. */
export type Kind = Family;

export interface Segment {
  readonly lengthKm: number;
  readonly lanes: number;
  readonly freeFlowKmh: number;
}

export interface CityStation {
  readonly id: string;
  readonly kind: Kind;
  readonly lat: number;
  readonly lon: number;
  /** District code that its coordinates lie in, or null. */
  readonly district: string | null;
  readonly roadType: 'urban' | 'rural';
  readonly segment: Segment | null;
  /** Hours of the local day at which lamps go on and off. */
  readonly schedule: { readonly onHour: number; readonly offHour: number } | null;
  readonly lamps: number;
  readonly spaces: number;
  /** Flood warning levels I, II and III, metres; null where none are registered. */
  readonly floodLevels: readonly [number, number, number] | null;
  readonly devices: readonly CityDevice[];
}

export interface CityDevice {
  readonly id: string;
  readonly kind: Kind;
  readonly cadenceMs: number;
  /** Distance of its interval starts from whole multiples of the cadence, so that devices don't speak all at once. */
  readonly phaseMs: number;
  readonly lanes: readonly number[];
  readonly direction: string;
}

/** The virtual city as the seeds describe it. */
export interface City {
  readonly stations: readonly CityStation[];
  /** Passenger-car units by road type and class. */
  readonly pcu: Readonly<Record<'urban' | 'rural', Readonly<Record<string, number>>>>;
}
