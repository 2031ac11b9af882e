import { TOPICS } from '@app/contracts';
import { Logs, type Metrics, Tracing } from '@app/observability';
import { MeasureCatalogue } from '@app/telemetry';
import type { Ground } from '../../apps/kpi-service/test/kpi-harness.js';
import { SilentProbe } from '../../apps/stream-processor/src/cycle/cycle-probe.js';
import { DEFAULT_OPTIONS } from '../../apps/stream-processor/src/cycle/cycle-ports.js';
import { DeviceViews } from '../../apps/stream-processor/src/inventory/device-views.js';
import { Partitions } from '../../apps/stream-processor/src/partition/partitions.js';
import { ProcessorEvents } from '../../apps/stream-processor/src/processor.events.js';
import { WindowLayouts } from '../../apps/stream-processor/src/series/device-states.js';
import { Fuse } from './fuse.js';

/** The stream-processor on stores that outlive it. */
export class Processor {
  kills = 0;
  private fuse = new Fuse();
  private partitions: Partitions;
  private readonly events: ProcessorEvents;
  private readonly positions: number[];

  constructor(
    private readonly ground: Ground,
    count: number,
    metrics: Metrics,
    private readonly catalogue: MeasureCatalogue,
  ) {
    this.events = new ProcessorEvents(new Logs('silent'), metrics, Tracing.off);
    this.positions = Array.from({ length: count }, () => 0);
    this.partitions = this.started();
  }

  async restart(): Promise<void> {
    this.partitions = this.started();
    for (const partition of this.positions.keys()) {
      this.positions[partition] = await this.partitions.assigned(partition);
    }
  }

  /** Kills it after so many more calls to the outside. */
  kill(calls: number, isAfter: boolean): void {
    this.fuse.light(calls, isAfter);
  }

  /** One commit cycle of each partition; true when nothing waits any more. */
  async cycle(maxRecords = 20_000): Promise<boolean> {
    let isDone = true;
    for (const [partition, position] of this.positions.entries()) {
      const { log } = this.ground;
      if ((await log.range(TOPICS.raw, partition)).next <= position) continue;
      isDone = false;
      const batch = await log.read(TOPICS.raw, partition, position, { maxRecords, maxBytes: 1e9 });
      const outcome = await this.partitions.handle(batch);
      if (outcome.kind === 'committed') this.positions[partition] = outcome.next;
      else if (!this.fuse.isBurnt) throw new Error(`a cycle that nothing disturbed: ${outcome.reason}`);
      if (await this.revive()) return false;
    }
    return isDone;
  }

  async verify(): Promise<void> {
    await this.partitions.verify();
    await this.revive();
  }

  private async revive(): Promise<boolean> {
    if (!this.fuse.isBurnt) return false;
    this.kills++;
    await this.restart();
    return true;
  }

  private started(): Partitions {
    const { registry, clock } = this.ground;
    this.fuse = new Fuse();
    const ports = {
      log: this.fuse.guard(this.ground.log, ['append']),
      series: this.fuse.guard(this.ground.series, ['write', 'read']),
      partitions: this.fuse.guard(registry.partitions, ['begin', 'commit']),
      rejected: registry.rejected,
      inventory: registry.cache,
      views: new DeviceViews(this.catalogue),
      layouts: new WindowLayouts(),
      clock,
      probe: new SilentProbe(),
      events: this.events,
    };
    return new Partitions(ports, { ...DEFAULT_OPTIONS, paceMs: 0 });
  }
}
