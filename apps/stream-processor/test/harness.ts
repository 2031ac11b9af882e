import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOPICS, type Topic, type WindowsChanged } from '@app/contracts';
import type { EventLog, LogHeaders, Outcome, StoredRecord } from '@app/event-log';
import { Logs, Metrics, Tracing } from '@app/observability';
import type { Device, Profile } from '@app/registry';
import { type CodecVersion, MeasureCatalogue } from '@app/telemetry';
import { InMemoryEventLog, InMemoryTimeSeries, ManualClock } from '@app/testing';
import { itemsOf, type TimeSeries } from '@app/time-series';
import { windowSchemas } from '@app/windows';
import { parse } from 'yaml';
import { CycleProbe, type CycleStep, SilentProbe } from '../src/cycle/cycle-probe.js';
import { type CyclePorts, DEFAULT_OPTIONS, type ProcessorOptions } from '../src/cycle/cycle-ports.js';
import { DeviceViews } from '../src/inventory/device-views.js';
import { PartitionWorker } from '../src/partition/partition-worker.js';
import { ProcessorEvents } from '../src/processor.events.js';
import { WindowLayouts } from '../src/series/device-states.js';
import { InMemoryRegistry } from './in-memory-registry.js';

/** 2026-11-23 08:00 in Bình Dương. */
export const T0 = Date.UTC(2026, 10, 23, 1);
const LIMITS = { maxRecords: 20_000, maxBytes: 1e9 };

const seed = (file: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'seeds', file), 'utf8'));

/** The seeds' measure catalogue. */
const CATALOGUE = MeasureCatalogue.parse(seed('measures.yaml'));
/** One profile a family, with all its measures. */
const PROFILES = [...CATALOGUE.families.values()].map(({ family, index }): Profile => {
  return { id: `any-${family}`, family, measures: [...index.keys()], stamp: 'end', codec: 'native' };
});

/** A registered device with what a test cares about. */
export function aDevice(over: Partial<Device> & { id: string; family: string }): Device {
  return {
    station: `station-${over.id}`,
    profile: `any-${over.family}`,
    codec: 'native',
    cadenceS: 60,
    lanes: [],
    direction: '',
    gateway: null,
    active: [{ from: 0, to: null }],
    excluded: [],
    virtual: false,
    ...over,
  };
}

/** Crashes a cycle when it reaches the step it is told. */
class CrashingProbe extends CycleProbe {
  crashAt: CycleStep | null = null;
  readonly seen: CycleStep[] = [];

  async reached(step: CycleStep): Promise<void> {
    this.seen.push(step);
    if (this.crashAt !== step) return;
    this.crashAt = null;
    throw new Error(`crashed at ${step}`);
  }
}

/** Stops a cycle at a step, as a process that is frozen there, until it is thawed. */
export class FreezingProbe extends CycleProbe {
  readonly frozen: Promise<void>;
  private tellFrozen: () => void = () => undefined;
  private thawing: () => void = () => undefined;
  private readonly thawed = new Promise<void>((resolve) => (this.thawing = resolve));

  constructor(private readonly at: CycleStep) {
    super();
    this.frozen = new Promise((resolve) => (this.tellFrozen = resolve));
  }

  async reached(step: CycleStep): Promise<void> {
    if (step !== this.at) return;
    this.tellFrozen();
    await this.thawed;
  }

  thaw(): void {
    this.thawing();
  }
}

export interface HarnessParts {
  readonly devices: readonly Device[];
  readonly codecs?: readonly CodecVersion[];
  readonly series?: TimeSeries;
  readonly log?: EventLog;
  readonly options?: Partial<ProcessorOptions>;
}

/** One partition's worker on in-memory twins, driven step by step. */
export class Harness {
  readonly clock = new ManualClock(T0);
  readonly probe = new CrashingProbe();
  readonly registry: InMemoryRegistry;
  readonly log: EventLog;
  readonly series: TimeSeries;
  readonly metrics = new Metrics();
  worker: PartitionWorker;

  private constructor(private readonly parts: HarnessParts) {
    this.registry = new InMemoryRegistry(parts.devices, PROFILES, parts.codecs);
    this.log = parts.log ?? new InMemoryEventLog({ partitions: 1 });
    this.series = parts.series ?? new InMemoryTimeSeries();
    this.worker = this.newWorker();
  }

  static async open(parts: HarnessParts): Promise<Harness> {
    const harness = new Harness(parts);
    await harness.log.open();
    await harness.series.open(windowSchemas(CATALOGUE));
    return harness;
  }

  /** A new process: nothing remembered, the partition claimed anew. */
  async restart(): Promise<void> {
    this.worker = this.newWorker();
    await this.worker.assign();
  }

  /** Appends a message to ❶. A body that is no string or bytes is sent as JSON. */
  async send(
    device: string,
    body: unknown,
    arrival = this.clock.now(),
    headers: LogHeaders = {},
  ): Promise<void> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const value = body instanceof Uint8Array ? body : new TextEncoder().encode(text);
    const all = { device, topic: `telemetry/${device}`, inlet: 'mqtt', ...headers };
    await this.log.append(TOPICS.raw, [{ key: device, value, headers: all, timestamp: arrival }]);
  }

  /** One cycle; null when nothing waits. */
  async cycle(maxRecords = LIMITS.maxRecords, worker = this.worker): Promise<Outcome | null> {
    const { next } = await this.log.range(TOPICS.raw, 0);
    if (this.registry.position >= next) return null;
    const limits = { ...LIMITS, maxRecords };
    return worker.handle(await this.log.read(TOPICS.raw, 0, this.registry.position, limits));
  }

  /** Cycles until nothing waits; after a failed cycle the next one tries again. */
  async drain(maxRecords?: number): Promise<void> {
    for (let i = 0; i < 100_000; i++) if ((await this.cycle(maxRecords)) === null) return;
    throw new Error('never drained');
  }

  async records(topic: Topic): Promise<readonly StoredRecord[]> {
    return (await this.log.read(topic, 0, 0, { maxRecords: 1e6, maxBytes: 1e9 })).records;
  }

  /** Windows named in ❸ as `device|family|start`, without repeats. */
  async announced(): Promise<Set<string>> {
    const bodies = (await this.records(TOPICS.windows)).map(
      ({ value }) => JSON.parse(new TextDecoder().decode(value)) as WindowsChanged,
    );
    return new Set(bodies.flatMap((b) => b.windows.map((start) => `${b.device}|${b.family}|${start}`)));
  }

  /** Stored rows of a family as `tags@time` → fields, without those named. */
  async rows(bucket: 'raw' | 'windows', family: string, without: readonly string[] = []) {
    const rows = await this.series.read({ bucket, measurement: family, from: 0, to: T0 * 2 });
    const all = new Map<string, Record<string, number>>();
    for (const { tags, time, fields } of itemsOf(rows)) {
      const kept = Object.entries(fields).filter(([name, v]) => !without.includes(name) && !Number.isNaN(v));
      all.set(`${Object.values(tags).join('|')}@${time}`, Object.fromEntries(kept));
    }
    return all;
  }

  /** Another process on the same stores; the partition becomes its own when it is assigned. */
  another(probe: CycleProbe = new SilentProbe()): PartitionWorker {
    return this.newWorker(probe);
  }

  private newWorker(probe: CycleProbe = this.probe): PartitionWorker {
    const events = new ProcessorEvents(new Logs('silent'), this.metrics, Tracing.off);
    const ports: CyclePorts = {
      log: this.log,
      series: this.series,
      partitions: this.registry,
      rejected: this.registry,
      inventory: this.registry,
      views: new DeviceViews(CATALOGUE),
      layouts: new WindowLayouts(),
      clock: this.clock,
      probe,
      events,
    };
    return new PartitionWorker(0, ports, { ...DEFAULT_OPTIONS, ...this.parts.options });
  }
}
