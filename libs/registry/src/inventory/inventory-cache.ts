import { Injectable } from '@nestjs/common';
import type { InventorySnapshot } from '../model.js';
import { RegistryError } from '../registry.errors.js';
import { RegistryOptions } from '../registry-options.js';
import { InventoryRepository } from './inventory.repository.js';
import type { RegistryChange } from './new-inventory.js';

export type InventoryListener = (snapshot: InventorySnapshot, changes: readonly RegistryChange[]) => void;

const POLL_MS = 500;

/** The newest inventory in memory; within a second of a change every service has it. [DESIGN 3] */
@Injectable()
export class InventoryCache {
  private snapshot: InventorySnapshot | undefined;
  private readonly listeners = new Set<InventoryListener>();
  private running: Promise<InventorySnapshot> | undefined;
  private next: Promise<InventorySnapshot> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly inventory: InventoryRepository,
    private readonly options: RegistryOptions,
  ) {}

  /** The newest snapshot read so far; throws before `start`. */
  current(): InventorySnapshot {
    if (this.snapshot === undefined) {
      throw new RegistryError('REGISTRY_UNAVAILABLE', 'the inventory has not been read yet');
    }
    return this.snapshot;
  }

  /**
   * Reads what changed and tells the listeners. A call while another one runs waits for that one and then reads once
   * more, so that it sees what was committed before it; any number of such calls share that one reading.
   */
  refresh(): Promise<InventorySnapshot> {
    if (this.running === undefined) return this.begin();
    this.next ??= this.running.then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  /** Calls `listener` after each change, with the changes since the call before; returns how to stop. */
  onChange(listener: InventoryListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Reads the inventory and goes on polling. */
  async start(): Promise<void> {
    await this.refresh();
    this.timer ??= setInterval(() => this.poll(), POLL_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await (this.next ?? this.running)?.catch(() => undefined);
  }

  private begin(): Promise<InventorySnapshot> {
    this.next = undefined;
    this.running = this.read().finally(() => (this.running = undefined));
    return this.running;
  }

  private poll(): void {
    if (this.running !== undefined) return;
    this.begin().catch((error: unknown) =>
      this.options.log.warn({ err: error }, 'polling the registry for changes; going on with what is known'),
    );
  }

  private async read(): Promise<InventorySnapshot> {
    const before = this.snapshot;
    if (before !== undefined && (await this.inventory.changesSince(before.revision, 1)).length === 0)
      return before;
    const snapshot = await this.inventory.snapshot();
    // Read after the snapshot: whatever the snapshot contains is told, whatever came later is told the next time.
    const since = before === undefined ? [] : await this.inventory.changesSince(before.revision);
    const changes = since.filter((change) => change.seq <= snapshot.revision);
    this.snapshot = snapshot;
    if (changes.length > 0) for (const listener of this.listeners) this.tell(listener, snapshot, changes);
    return snapshot;
  }

  /** A listener that throws must not keep the others from hearing. */
  private tell(
    listener: InventoryListener,
    snapshot: InventorySnapshot,
    changes: readonly RegistryChange[],
  ): void {
    try {
      listener(snapshot, changes);
    } catch (error) {
      this.options.log.error({ err: error }, 'a listener of inventory changes threw');
    }
  }
}
