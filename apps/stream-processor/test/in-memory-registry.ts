import type {
  Claim,
  Device,
  InventorySnapshot,
  LedgerDelta,
  PendingCycle,
  Redo,
  Profile,
  RejectedRow,
} from '@app/registry';

/** The registry's part in a commit cycle, in memory: one partition, same rules as the repositories'. */
export class InMemoryRegistry {
  epoch = 0;
  position = 0;
  pending: PendingCycle | null = null;
  private redo: Redo | null = null;
  private redoSeq = 0;
  readonly ledger = new Map<string, LedgerDelta>();
  readonly rejectedRows = new Map<string, RejectedRow>();
  /** Set to make every call fail, as a registry that is down does. */
  failure: Error | null = null;
  refreshes = 0;
  private snapshot: InventorySnapshot;
  /** What the registry has; `snapshot` is what the cache has of it. */
  private newest: InventorySnapshot;

  constructor(
    devices: readonly Device[],
    profiles: readonly Profile[],
    codecs: InventorySnapshot['codecs'] = [],
  ) {
    this.snapshot = {
      revision: 1,
      stations: new Map(),
      devices: new Map(devices.map((device) => [device.id, device])),
      gateways: new Set(),
      profiles: new Map(profiles.map((profile) => [profile.id, profile])),
      codecs,
      sets: [],
      areas: [],
      areaFacts: [],
      devicesOfStation: new Map(),
      signed: [],
    };
    this.newest = this.snapshot;
  }

  async claim(): Promise<Claim> {
    this.check();
    this.epoch++;
    return { epoch: this.epoch, position: this.position, pending: structuredClone(this.pending) };
  }

  async begin(_group: string, _topic: string, _partition: number, pending: PendingCycle): Promise<boolean> {
    this.check();
    if (pending.epoch !== this.epoch || pending.from !== this.position) return false;
    const isSame = this.pending?.from === pending.from && this.pending.next === pending.next;
    const kept = isSame && pending.isAmended !== true ? this.pending : pending;
    this.pending = structuredClone({ ...kept, epoch: pending.epoch } as PendingCycle);
    return true;
  }

  async commit(
    _group: string,
    _topic: string,
    _partition: number,
    cycle: { epoch: number; from: number; next: number },
  ): Promise<boolean> {
    this.check();
    const { pending } = this;
    if (cycle.epoch !== this.epoch || cycle.from !== this.position) return false;
    if (pending === null || pending.from !== cycle.from || pending.next !== cycle.next) return false;
    for (const line of pending.counts) this.fold(line);
    for (const row of pending.rejected) {
      const key = `${row.offset}:${row.index}`;
      if (!this.rejectedRows.has(key)) this.rejectedRows.set(key, row);
    }
    this.pending = null;
    this.position = cycle.next;
    return true;
  }

  async standing(): Promise<{ epoch: number; redo: Redo | null }> {
    this.check();
    return { epoch: this.epoch, redo: this.redo };
  }

  async oweRedo(
    _group: string,
    _topic: string,
    _partition: number,
    { epoch, from }: { epoch: number; from: number },
  ): Promise<void> {
    this.check();
    if (epoch === this.epoch) return;
    this.redo = { from: Math.min(from, this.redo?.from ?? Infinity), seq: ++this.redoSeq };
  }

  async redone(
    _group: string,
    _topic: string,
    _partition: number,
    { epoch, seq }: { epoch: number; seq: number },
  ): Promise<boolean> {
    this.check();
    if (epoch !== this.epoch || seq !== this.redo?.seq) return false;
    this.redo = null;
    return true;
  }

  async countsForHour(hour: number): Promise<Map<`${string}|${string}`, number>> {
    const counts = new Map<`${string}|${string}`, number>();
    for (const { at, device, reason } of this.rejectedRows.values()) {
      if (at - (at % 3_600_000) !== hour) continue;
      counts.set(`${device}|${reason}`, (counts.get(`${device}|${reason}`) ?? 0) + 1);
    }
    return counts;
  }

  current(): InventorySnapshot {
    return this.snapshot;
  }

  async refresh(): Promise<InventorySnapshot> {
    this.refreshes++;
    this.snapshot = this.newest;
    return this.snapshot;
  }

  /** Adds a device, as a registration does. */
  register(device: Device): void {
    this.registerUnseen(device);
    this.snapshot = this.newest;
  }

  /** As `register`, by another process: not in the cache until it is refreshed. */
  registerUnseen(device: Device): void {
    this.newest = { ...this.newest, devices: new Map(this.newest.devices).set(device.id, device) };
  }

  /** Sums over all lines. */
  totals(): { stored: number; corrected: number; duplicate: number; rejected: Record<string, number> } {
    const sum = { stored: 0, corrected: 0, duplicate: 0, rejected: {} as Record<string, number> };
    for (const line of this.ledger.values()) {
      sum.stored += line.stored;
      sum.corrected += line.corrected;
      sum.duplicate += line.duplicate;
      for (const [reason, n] of Object.entries(line.rejected)) {
        sum.rejected[reason] = (sum.rejected[reason] ?? 0) + n;
      }
    }
    return sum;
  }

  private fold(line: LedgerDelta): void {
    const key = `${line.device}|${line.hour}`;
    const old = this.ledger.get(key);
    const rejected = { ...old?.rejected };
    for (const [reason, n] of Object.entries(line.rejected)) rejected[reason] = (rejected[reason] ?? 0) + n;
    this.ledger.set(key, {
      device: line.device,
      hour: line.hour,
      stored: (old?.stored ?? 0) + line.stored,
      corrected: (old?.corrected ?? 0) + line.corrected,
      duplicate: (old?.duplicate ?? 0) + line.duplicate,
      rejected,
      privacyDropped: (old?.privacyDropped ?? 0) + line.privacyDropped,
    });
  }

  private check(): void {
    if (this.failure !== null) throw this.failure;
  }
}
