import { Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EventLogModule } from '@app/event-log';
import { kpiSchemas } from '@app/kpi';
import { TimeSeries, TimeSeriesModule } from '@app/time-series';
import { windowSchemas } from '@app/windows';
import { AlarmEvaluator } from './alarms/alarm-evaluator.js';
import { AlarmMetrics } from './alarms/alarm-metrics.js';
import { AlarmTeller } from './alarms/alarm-teller.js';
import { AlarmWork } from './alarms/alarm-work.js';
import { AlarmParts, Alarms } from './alarms/alarms.js';
import { AlarmNotices } from './alarms/notices/alarm-notices.js';
import { AlarmObjects } from './alarms/rules/alarm-objects.js';
import { AlarmRules } from './alarms/rules/alarm-rules.js';
import { AlarmSources } from './alarms/sources/alarm-sources.js';
import { KpiSource } from './alarms/sources/kpi-source.js';
import { MeasureSource } from './alarms/sources/measure-source.js';
import { SilenceSource } from './alarms/sources/silence-source.js';
import { AreaFiguresService } from './catalogue/area-figures.service.js';
import { KpiFactsService } from './catalogue/kpi-facts.service.js';
import { Ticker } from './clock/ticker.js';
import { WindowsChangedController } from './consumer/windows-changed.controller.js';
import { WindowsConsumer } from './consumer/windows-consumer.js';
import { WindowsPositions } from './consumer/windows-positions.js';
import { AreaValues } from './evaluation/area-values.js';
import { CellStore } from './evaluation/cell-store.js';
import { DayEvaluator } from './evaluation/day-evaluator.js';
import { EvaluationStores, HourEvaluator } from './evaluation/hour-evaluator.js';
import { LongEvaluator } from './evaluation/long-evaluator.js';
import { HourPreparer } from './evaluation/prepared-hours.js';
import { RevisionStore } from './evaluation/revision-store.js';
import { SeriesEvaluator } from './evaluation/series-evaluator.js';
import { SpanMemory } from './evaluation/span-memory.js';
import { TouchedWindows } from './evaluation/touched-windows.js';
import { VectorSource, VectorStore } from './evaluation/vector-store.js';
import { WindowReader } from './evaluation/window-reader.js';
import { FeedWriter } from './feed/feed-writer.js';
import { DeviceFreshness } from './freshness/device-freshness.js';
import { DevicePhases } from './freshness/device-phases.js';
import { DeviceShare } from './freshness/device-share.js';
import { RegistryChanges } from './inventory/registry-changes.js';
import { SeriesMarks } from './inventory/series-marks.js';
import { StationIndex } from './inventory/station-index.js';
import { DryRuns } from './recalculation/dry-runs.js';
import { Recalculations } from './recalculation/recalculations.js';
import { Retention } from './retention/retention.js';
import { EvaluationLoop, LoopParts } from './work/evaluation-loop.js';
import { Evaluator } from './work/evaluator.js';
import { KpiMetrics } from './work/kpi-metrics.js';
import { WorkMarks } from './work/work-marks.js';

export { WindowsConsumer };

/**
 * Evaluates KPIs. Needs the global modules of configuration, observability and registry; `WindowsConsumer` is the
 * strategy to connect, after which `init` and `startAllMicroservices` set it going.
 */
@Module({
  imports: [EventLogModule, TimeSeriesModule],
  controllers: [WindowsChangedController],
  providers: [
    KpiFactsService,
    AreaFiguresService,
    StationIndex,
    DevicePhases,
    DeviceShare,
    DeviceFreshness,
    RegistryChanges,
    FeedWriter,
    VectorStore,
    { provide: VectorSource, useExisting: VectorStore },
    AreaValues,
    RevisionStore,
    CellStore,
    SpanMemory,
    TouchedWindows,
    WindowReader,
    EvaluationStores,
    HourEvaluator,
    LongEvaluator,
    SeriesEvaluator,
    SeriesMarks,
    WorkMarks,
    KpiMetrics,
    HourPreparer,
    DayEvaluator,
    AlarmRules,
    AlarmObjects,
    MeasureSource,
    SilenceSource,
    KpiSource,
    AlarmSources,
    AlarmNotices,
    AlarmMetrics,
    AlarmEvaluator,
    AlarmWork,
    AlarmTeller,
    AlarmParts,
    Alarms,
    Evaluator,
    LoopParts,
    EvaluationLoop,
    DryRuns,
    Recalculations,
    Ticker,
    Retention,
    WindowsPositions,
    WindowsConsumer,
  ],
  exports: [WindowsConsumer],
})
export class KpiServiceModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly facts: KpiFactsService,
    private readonly series: TimeSeries,
    private readonly freshness: DeviceFreshness,
    private readonly changes: RegistryChanges,
    private readonly seriesMarks: SeriesMarks,
    private readonly loop: EvaluationLoop,
    private readonly ticker: Ticker,
    private readonly recalculations: Recalculations,
    private readonly alarms: Alarms,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.facts.load();
    // Whoever comes first opens the store, always with everything there is.
    if (!this.series.health().ok)
      await this.series.open([...windowSchemas(this.facts.measures), ...kpiSchemas]);
    await this.freshness.start();
    await this.alarms.start();
    this.changes.start();
    await this.seriesMarks.catchUp();
    this.loop.start();
    this.ticker.start();
    this.recalculations.start();
  }

  /** Before the consumer and the stores are closed. */
  async onModuleDestroy(): Promise<void> {
    await this.recalculations.stop();
    await this.ticker.stop();
    await this.changes.stop();
    await this.freshness.stop();
    await this.loop.stop();
    await this.alarms.stop();
  }
}
