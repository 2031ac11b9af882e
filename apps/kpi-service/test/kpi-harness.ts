import { AppConfig } from '@app/config';
import { type FeedEvent, type KpiItem, type Period, TOPICS, WINDOW_MS } from '@app/contracts';
import { KpiReader, kpiSchemas } from '@app/kpi';
import { Logs, Metrics, Readiness, Tracing } from '@app/observability';
import type { TimeSeries } from '@app/time-series';
import {
  InMemoryEventLog,
  InMemoryTimeSeries,
  ManualClock,
  openTestRegistry,
  type TestRegistry,
} from '@app/testing';
import { WindowLayout, windowSchemas } from '@app/windows';
import { AlarmEvaluator } from '../src/alarms/alarm-evaluator.js';
import { AlarmMetrics } from '../src/alarms/alarm-metrics.js';
import { AlarmTeller } from '../src/alarms/alarm-teller.js';
import { AlarmWork } from '../src/alarms/alarm-work.js';
import { AlarmNotices } from '../src/alarms/notices/alarm-notices.js';
import { AlarmObjects } from '../src/alarms/rules/alarm-objects.js';
import { AlarmRules } from '../src/alarms/rules/alarm-rules.js';
import { AlarmSources } from '../src/alarms/sources/alarm-sources.js';
import { KpiSource } from '../src/alarms/sources/kpi-source.js';
import { MeasureSource } from '../src/alarms/sources/measure-source.js';
import { SilenceSource } from '../src/alarms/sources/silence-source.js';
import { AreaFiguresService } from '../src/catalogue/area-figures.service.js';
import { KpiFactsService } from '../src/catalogue/kpi-facts.service.js';
import { Ticker } from '../src/clock/ticker.js';
import { WindowsChangedController } from '../src/consumer/windows-changed.controller.js';
import { WindowsPositions } from '../src/consumer/windows-positions.js';
import { AreaValues } from '../src/evaluation/area-values.js';
import { CellStore } from '../src/evaluation/cell-store.js';
import { DayEvaluator } from '../src/evaluation/day-evaluator.js';
import { EvaluationStores, HourEvaluator } from '../src/evaluation/hour-evaluator.js';
import { LongEvaluator } from '../src/evaluation/long-evaluator.js';
import { HourPreparer } from '../src/evaluation/prepared-hours.js';
import { RevisionStore } from '../src/evaluation/revision-store.js';
import { SeriesEvaluator } from '../src/evaluation/series-evaluator.js';
import { SpanMemory } from '../src/evaluation/span-memory.js';
import { TouchedWindows } from '../src/evaluation/touched-windows.js';
import { VectorStore } from '../src/evaluation/vector-store.js';
import { WindowReader } from '../src/evaluation/window-reader.js';
import { FeedWriter } from '../src/feed/feed-writer.js';
import { DeviceFreshness } from '../src/freshness/device-freshness.js';
import { DevicePhases } from '../src/freshness/device-phases.js';
import { DeviceShare } from '../src/freshness/device-share.js';
import { RegistryChanges } from '../src/inventory/registry-changes.js';
import { SeriesMarks } from '../src/inventory/series-marks.js';
import { StationIndex } from '../src/inventory/station-index.js';
import { DryRuns } from '../src/recalculation/dry-runs.js';
import { Recalculations } from '../src/recalculation/recalculations.js';
import { EvaluationLoop, LoopParts } from '../src/work/evaluation-loop.js';
import { Evaluator } from '../src/work/evaluator.js';
import { KpiMetrics } from '../src/work/kpi-metrics.js';
import { WorkMarks } from '../src/work/work-marks.js';

export const SET = 'plan-2020';

/** One window row to be stored. */
export interface WindowRow {
  readonly family: string;
  readonly device: string;
  readonly lane?: string;
  readonly direction?: string;
  readonly start: number;
  readonly fields: Readonly<Record<string, number>>;
}

/** The stores that outlive a crash of the service. */
export interface Ground {
  readonly clock: ManualClock;
  readonly registry: TestRegistry;
  readonly series: TimeSeries;
  readonly log: InMemoryEventLog;
  readonly config: AppConfig;
}

export async function openGround(
  now: number,
  series: TimeSeries = new InMemoryTimeSeries(),
): Promise<Ground> {
  const clock = new ManualClock(now);
  const registry = await openTestRegistry({ clock });
  await registry.cache.start();
  const facts = new KpiFactsService(registry.catalogue, registry.indicators);
  await facts.load();
  await series.open([...windowSchemas(facts.measures), ...kpiSchemas]);
  const log = new InMemoryEventLog();
  await log.open();
  return { clock, registry, series, log, config: AppConfig.fromEnv({}) };
}

export async function closeGround(ground: Ground): Promise<void> {
  await ground.registry.close();
  await ground.series.close();
  await ground.log.close();
}

/** The service's parts wired by hand on stores that a test holds; `new` again is a restart. */
export class KpiHarness {
  readonly facts: KpiFactsService;
  readonly loop: EvaluationLoop;
  readonly ticker: Ticker;
  readonly marks: WorkMarks;
  readonly seriesMarks: SeriesMarks;
  readonly freshness: DeviceFreshness;
  readonly controller: WindowsChangedController;
  readonly cells: CellStore;
  readonly positions: WindowsPositions;
  readonly changes: RegistryChanges;
  readonly recalculations: Recalculations;
  readonly alarmRules: AlarmRules;
  readonly alarmEvaluator: AlarmEvaluator;
  readonly alarmTeller: AlarmTeller;

  private constructor(readonly ground: Ground) {
    const { clock, registry, series, log, config } = ground;
    const logs = new Logs('silent');
    this.facts = new KpiFactsService(registry.catalogue, registry.indicators);
    const phases = new DevicePhases();
    const index = new StationIndex(registry.cache, phases);
    const feed = new FeedWriter(log, clock, new Metrics());
    const { revisions: rows, signing, restatements } = registry;
    const revisions = new RevisionStore(rows, signing, restatements);
    this.cells = new CellStore(series, revisions, feed, index, this.facts, config);
    const vectors = new VectorStore(series, config);
    const touched = new TouchedWindows();
    const stores = new EvaluationStores(
      new WindowReader(series, this.facts, touched, config),
      vectors,
      this.cells,
      new AreaValues(this.facts, index, new AreaFiguresService(registry.cache, this.facts)),
      new SpanMemory(this.facts, index, config),
    );
    this.marks = new WorkMarks(registry.work);
    const hours = new HourEvaluator(stores, this.facts, index, this.marks);
    const longs = new LongEvaluator(stores, this.facts, index, this.marks);
    const socio = new SeriesEvaluator(series, this.facts, registry.cache);
    this.seriesMarks = new SeriesMarks(registry.cache, this.marks, registry.settings, clock);
    const metrics = new KpiMetrics(new Metrics(), registry.work, clock);
    const parts = new LoopParts(config, logs, new Readiness(), Tracing.off, registry.recalculations);
    const preparer = new HourPreparer(series, vectors, this.facts, index);
    const days = new DayEvaluator(stores, preparer, this.facts, index, this.marks);
    this.alarmRules = new AlarmRules(registry.alarmRules, registry.alarmEpisodes, registry.cache, logs);
    const objects = new AlarmObjects(registry.cache);
    const sources = new AlarmSources(
      new MeasureSource(series, this.facts, objects),
      new KpiSource(series, this.facts, objects),
      new SilenceSource(series, objects),
      this.facts,
    );
    this.alarmEvaluator = new AlarmEvaluator(
      this.alarmRules,
      objects,
      sources,
      registry.alarmEpisodes,
      new AlarmNotices(this.alarmRules, config),
      new AlarmMetrics(new Metrics(), registry.alarms),
    );
    this.alarmTeller = new AlarmTeller(registry.alarmEpisodes, feed, logs);
    const alarms = new AlarmWork(this.alarmEvaluator, this.alarmRules, this.marks);
    const evaluator = new Evaluator(hours, longs, socio, this.cells, this.marks, days, alarms, config);
    this.loop = new EvaluationLoop(registry.work, evaluator, this.marks, clock, metrics, parts);
    this.ticker = new Ticker(this.marks, this.alarmRules, registry.settings, clock, logs);
    this.changes = new RegistryChanges(registry.cache, this.facts, this.marks, this.seriesMarks, clock, logs);
    const dry = new DryRuns(stores, preparer, this.facts, index, this.marks, registry.recalculations, clock);
    this.recalculations = new Recalculations(registry.recalculations, dry, this.marks, clock, logs);
    this.positions = new WindowsPositions(registry.partitions);
    const share = new DeviceShare(this.positions, log, config);
    this.freshness = new DeviceFreshness(series, registry.cache, phases, feed, clock, share, logs);
    this.controller = new WindowsChangedController(
      this.positions,
      this.marks,
      this.freshness,
      touched,
      this.alarmRules,
      clock,
      logs,
      Tracing.off,
    );
  }

  static async start(ground: Ground): Promise<KpiHarness> {
    const harness = new KpiHarness(ground);
    await harness.facts.load();
    return harness;
  }

  /** Stores windows as the processor does and tells of them as ❸ would. */
  async windows(rows: readonly WindowRow[]): Promise<void> {
    await this.store(rows);
    await this.tell(rows);
  }

  async store(rows: readonly WindowRow[]): Promise<void> {
    for (const family of new Set(rows.map((row) => row.family))) {
      const own = rows.filter((row) => row.family === family);
      const layout = this.facts.measures.families.get(family);
      const names = layout === undefined ? [] : new WindowLayout(layout).fields;
      await this.ground.series.write([
        {
          bucket: 'windows',
          measurement: family,
          length: own.length,
          times: Float64Array.from(own, (row) => row.start),
          tags: {
            device: own.map((row) => row.device),
            lane: own.map((row) => row.lane ?? ''),
            direction: own.map((row) => row.direction ?? ''),
          },
          fields: Object.fromEntries(
            names.map((name) => [name, Float64Array.from(own, (row) => row.fields[name] ?? 0)]),
          ),
        },
      ]);
    }
  }

  async tell(rows: readonly WindowRow[]): Promise<void> {
    const from = await this.positions.claim(0);
    const records = rows.map((row, i) => ({
      key: row.device,
      offset: from + i,
      headers: {},
      timestamp: this.ground.clock.now(),
      value: new TextEncoder().encode(
        JSON.stringify({ v: 1, device: row.device, family: row.family, windows: [row.start] }),
      ),
    }));
    const batch = { topic: TOPICS.windows, partition: 0, from, next: from + rows.length, records, lost: 0 };
    const outcome = await this.controller.onWindows(batch);
    if (outcome.kind !== 'committed') throw new Error(outcome.reason);
  }

  /** Evaluates until nothing is due within `withinMs`, moving the clock on to each due time. */
  async settle(withinMs = 30_000): Promise<number> {
    const { clock, registry } = this.ground;
    const start = clock.now();
    let evaluated = 0;
    while (clock.now() <= start + withinMs) {
      evaluated += await this.loop.round();
      if ((await registry.work.depth()) === 0) break;
      clock.advance(500);
    }
    return evaluated;
  }

  async values(
    kpi: string,
    area: string,
    period: Period,
    from: number,
    to: number,
    set = SET,
  ): Promise<KpiItem[]> {
    const reader = new KpiReader(this.ground.series);
    const names = {
      unitOf: (id: string) => this.facts.catalogue.unitOf(id),
      stationOf: (no: number) => String(no),
    };
    return reader.items({ kpis: [kpi], areas: [area], period, set, from, to }, names);
  }

  async feed(): Promise<FeedEvent[]> {
    const batch = await this.ground.log.read(TOPICS.feed, 0, 0, { maxRecords: 1_000_000, maxBytes: 1e9 });
    return batch.records.map((record) => JSON.parse(new TextDecoder().decode(record.value)) as FeedEvent);
  }
}

/** A full window of a traffic camera that reports each minute. */
export function trafficWindow(
  device: string,
  start: number,
  n: number,
  speed: number,
  some: Partial<WindowRow> = {},
): WindowRow {
  const fields = {
    readings: 5,
    valid_s: 300,
    online_s: 300,
    late_0: 5,
    n_sum: n,
    n_car_sum: n,
    n_spd: n,
    n_over_v: n / speed,
  };
  return { family: 'traffic', device, start, ...some, fields: { ...fields, ...some.fields } };
}

export const windowOf = (at: number): number => Math.floor(at / WINDOW_MS) * WINDOW_MS;
