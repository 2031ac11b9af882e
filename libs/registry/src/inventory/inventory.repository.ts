import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Device, InventorySnapshot, SegmentFact, Station, StationFact } from '../model.js';
import { Registry } from '../registry.js';

/** A generated secret as it is stored: salted SHA-256. */
export interface StoredSecret {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

export interface NewStation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly lat: number;
  readonly lon: number;
  readonly segment?: SegmentFact | undefined;
  readonly facts?: readonly StationFact[] | undefined;
  readonly areaOverride?: Readonly<Record<string, string>> | undefined;
  readonly virtual?: boolean | undefined;
}

export interface NewDevice {
  readonly id: string;
  readonly station: string;
  readonly profile: string;
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
  readonly kind: string;
  readonly key: string;
}

/** Stations, devices and gateways. Every write throws RegistryError naming the field that is wrong. */
@Injectable()
export class InventoryRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  createStation(input: NewStation): Promise<Station> {
    throw new Error(`${input.id} ${this.clock.now()} ${this.registry.health().detail}`);
  }

  createDevice(input: NewDevice, secret: StoredSecret): Promise<Device> {
    throw new Error(`${input.id} ${secret.salt.length}`);
  }

  createGateway(id: string, secret: StoredSecret): Promise<void> {
    throw new Error(`${id} ${secret.salt.length}`);
  }

  snapshot(): Promise<InventorySnapshot> {
    throw new Error('snapshot');
  }

  /** Changes after `seq`, oldest first. */
  changesSince(seq: number, limit = 10_000): Promise<readonly RegistryChange[]> {
    throw new Error(`${seq} ${limit}`);
  }

  setVirtualActive(active: boolean, now: number): Promise<void> {
    throw new Error(`${active} ${now}`);
  }
}
