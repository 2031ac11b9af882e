import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EventLog, type LogBatch, type Outcome } from '@app/event-log';
import { MeasureCatalogue } from '@app/telemetry';
import { TimeSeries } from '@app/time-series';
import { windowSchemas } from '@app/windows';
import { CycleProbe } from './cycle/cycle-probe.js';
import { DEFAULT_OPTIONS } from './cycle/cycle-ports.js';
import { DeviceViews } from './inventory/device-views.js';
import { Partitions } from './partition/partitions.js';
import { ProcessorEvents } from './processor.events.js';
import { RegistryPorts } from './registry-ports.js';
import { WindowLayouts } from './series/device-states.js';

/** The processor: made ready once the registry is open, then works through one batch after another. */
@Injectable()
export class ProcessorService {
  private partitions: Partitions | null = null;

  constructor(
    @Inject(EventLog) private readonly log: EventLog,
    @Inject(TimeSeries) private readonly series: TimeSeries,
    private readonly registry: RegistryPorts,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CycleProbe) private readonly probe: CycleProbe,
    private readonly events: ProcessorEvents,
  ) {}

  /**
   * Reads the measure catalogue and makes room for points and windows in the time series.
   * @throws Error when the registry has no measures: its seeds were never imported
   */
  async prepare(): Promise<void> {
    const { log, series, clock, probe, events } = this;
    const measures = await this.registry.catalogue.measures();
    if (measures === null) throw new Error('the registry has no measure catalogue: import the seeds first');
    const catalogue = MeasureCatalogue.parse(measures);
    await series.open(windowSchemas(catalogue));
    const { partitions, rejected, inventory } = this.registry;
    const views = new DeviceViews(catalogue);
    const layouts = new WindowLayouts();
    const ports = { log, series, clock, probe, events, partitions, rejected, inventory, views, layouts };
    this.partitions = new Partitions(ports, DEFAULT_OPTIONS);
    this.partitions.start();
  }

  /** Claims a partition; resolves to the offset to start at. */
  assigned(partition: number): Promise<number> {
    return this.ready().assigned(partition);
  }

  /** One commit cycle. */
  handle(batch: LogBatch): Promise<Outcome> {
    return this.ready().handle(batch);
  }

  async stop(): Promise<void> {
    await this.partitions?.stop();
  }

  /** Whether the last cycle of every partition could be committed; with the reason in words when not. */
  health(): { readonly ok: boolean; readonly detail: string } {
    return this.partitions?.health() ?? { ok: false, detail: 'not started' };
  }

  private ready(): Partitions {
    if (this.partitions === null) throw new Error('the processor is not prepared yet');
    return this.partitions;
  }
}
