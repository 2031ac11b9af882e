import type { SegmentFact, StationFact } from '../model.js';

/** A generated secret as it is stored: salted SHA-256. */
export interface StoredSecret {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

export interface NewStation {
  readonly id: string;
  readonly name: string;
  /** Measure family. */
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  readonly segment?: SegmentFact | undefined;
  readonly facts?: readonly StationFact[] | undefined;
  /** Area code by reporting set. */
  readonly areaOverride?: Readonly<Record<string, string>> | undefined;
  readonly virtual?: boolean | undefined;
}

export interface NewDevice {
  readonly id: string;
  readonly station: string;
  readonly profile: string;
  /** Default the profile's. */
  readonly codec?: string | undefined;
  /** Seconds between two readings, 1 to 86 400. */
  readonly cadence: number;
  readonly lanes?: readonly number[] | undefined;
  readonly direction?: string | undefined;
  /** Epoch ms; default now. */
  readonly activeFrom?: number | undefined;
  readonly gateway?: string | undefined;
  readonly virtual?: boolean | undefined;
}

/** One change of the inventory, as every service polls them. */
export interface RegistryChange {
  readonly seq: number;
  /** station, device, gateway, credential, virtual or seeds. */
  readonly kind: string;
  readonly key: string;
}
