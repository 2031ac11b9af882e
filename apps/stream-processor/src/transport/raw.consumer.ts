import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { TOPICS } from '@app/contracts';
import { EventLog, LogConsumerStrategy, type LogSubscription } from '@app/event-log';
import { type Check, Metrics, Progress, Readiness } from '@app/observability';
import { GROUP } from '../cycle/commit-cycle.js';
import { ProcessorService } from '../processor.service.js';
import { RAW_TRANSPORT } from './raw-transport.js';

/** Consumer of ❶, to be passed to `app.connectMicroservice({ strategy })`; listens once the app is initialised. */
@Injectable()
export class RawConsumer extends LogConsumerStrategy {
  constructor(
    @Inject(EventLog) log: EventLog,
    private readonly processor: ProcessorService,
    metrics: Metrics,
    readiness: Readiness,
    @Inject(Clock) clock: Clock,
  ) {
    super(RAW_TRANSPORT, log);
    const progress = new Progress(
      'messages wait to be processed',
      () => this.amount(),
      () => clock.now(),
    );
    readiness.add('processing', () => this.working(progress));
    metrics.gauge(
      'nhippho_processor_lag_records',
      'Messages in the log not yet worked on, by partition that is ours',
      ['partition'],
      async (gauge) => {
        const lags = await this.lagByPartition();
        gauge.reset();
        for (const [partition, lag] of lags) gauge.set({ partition }, lag);
      },
    );
  }

  /** Ends waits, finishes the cycles that run, and stops reading. */
  override async close(): Promise<void> {
    await this.processor.stop();
    await super.close();
  }

  /** Whether cycles are being committed, and what waits becomes less. */
  private async working(progress: Progress): Promise<Check> {
    const state = this.processor.health();
    return state.ok ? progress.check() : state;
  }

  protected override prepare(): Promise<void> {
    return this.processor.prepare();
  }

  protected override subscription(): LogSubscription {
    return {
      topic: TOPICS.raw,
      group: GROUP,
      maxRecords: 20_000,
      maxBytes: 16_777_216,
      onAssigned: (partition) => this.processor.assigned(partition),
    };
  }
}
