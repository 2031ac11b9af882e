import { type DynamicModule, Module } from '@nestjs/common';
import { EventLogModule } from '@app/event-log';
import { RegistryModule } from '@app/registry';
import { TimeSeriesModule } from '@app/time-series';
import { CycleProbe, SilentProbe } from './cycle/cycle-probe.js';
import { ProcessorEvents } from './processor.events.js';
import { ProcessorService } from './processor.service.js';
import { RawController } from './raw.controller.js';
import { RegistryPorts } from './registry-ports.js';
import { RawConsumer } from './transport/raw.consumer.js';

export { CYCLE_STEPS, CycleProbe, SilentProbe } from './cycle/cycle-probe.js';
export type { CycleStep } from './cycle/cycle-probe.js';
export { RawConsumer } from './transport/raw.consumer.js';

/**
 * Turns ❶ into stored points, windows, ledger, ❷ and ❸. Needs the global modules of configuration and observability,
 * and `app.connectMicroservice({ strategy: app.get(RawConsumer) })`.
 */
@Module({})
export class StreamProcessorModule {
  /** @param options.probe told of each step of every commit cycle; for tests that stop between two steps */
  static forRoot(options: { readonly probe?: CycleProbe } = {}): DynamicModule {
    return {
      module: StreamProcessorModule,
      imports: [EventLogModule, TimeSeriesModule, RegistryModule],
      controllers: [RawController],
      providers: [
        { provide: CycleProbe, useValue: options.probe ?? new SilentProbe() },
        RegistryPorts,
        ProcessorEvents,
        ProcessorService,
        RawConsumer,
      ],
      exports: [RawConsumer],
    };
  }
}
