import { Injectable } from '@nestjs/common';
import type { InventorySnapshot } from '../model.js';
import { InventoryRepository, type RegistryChange } from './inventory.repository.js';

export type InventoryListener = (snapshot: InventorySnapshot, changes: readonly RegistryChange[]) => void;

/** The newest inventory in memory; polls `change` once a second. */
@Injectable()
export class InventoryCache {
  constructor(private readonly inventory: InventoryRepository) {}

  current(): InventorySnapshot {
    throw new Error('current');
  }

  refresh(): Promise<InventorySnapshot> {
    return this.inventory.snapshot();
  }

  onChange(listener: InventoryListener): () => void {
    throw new Error(String(listener));
  }

  start(): Promise<void> {
    throw new Error('start');
  }

  stop(): Promise<void> {
    throw new Error('stop');
  }
}
