import { AppConfig } from '@app/config';
import { type FeedEvent, TOPICS } from '@app/contracts';
import type { StoredRecord } from '@app/event-log';
import { cellFromRow, cellKey, KPI_VALUE, type KpiCell, kpiSchemas } from '@app/kpi';
import { Metrics } from '@app/observability';
import { MeasureCatalogue } from '@app/telemetry';
import { InMemoryEventLog, InMemoryTimeSeries, ManualClock, type TestRegistry } from '@app/testing';
import { itemsOf } from '@app/time-series';
import { windowSchemas } from '@app/windows';
import type { Ground } from '../../apps/kpi-service/test/kpi-harness.js';
import { KpiProcess } from './kpi-process.js';
import { FAMILIES_OBSERVED, FIRST } from './city.js';
import type { Delivery } from './observations.js';
import { Processor } from './processor.js';

const PARTITIONS = 2;
const STEP_MS = 1500;
/** Longer than the lease of an evaluator that was killed, and than the spacing of the slowest level. */
const SETTLE_MS = 150_000;
const TABLES =
  'work, kpi_revision, setting, partition_position, pending_cycle, ledger, ledger_rejection, rejected';

/** What all runs share: a registry with the city in it, whose other tables each run finds empty, and a clock. */
export interface RunGround {
  readonly registry: TestRegistry;
  readonly clock: ManualClock;
}

/** What a run left in the stores. */
export interface Outcome {
  readonly cells: ReadonlyMap<string, KpiCell>;
  readonly windows: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly feed: readonly FeedEvent[];
  /** Windows that the check at finality found wrong. */
  readonly repaired: number;
  readonly kills: number;
}

/** One city from its first message to its stored KPI values: stores that last, processes that come and go. */
export class CityRun {
  readonly clock: ManualClock;
  readonly processor: Processor;
  readonly evaluators: readonly KpiProcess[];

  private constructor(
    readonly ground: Ground,
    private readonly metrics: Metrics,
    catalogue: MeasureCatalogue,
    evaluators: number,
  ) {
    this.clock = ground.clock;
    this.processor = new Processor(ground, PARTITIONS, metrics, catalogue);
    this.evaluators = Array.from({ length: evaluators }, () => new KpiProcess(ground, PARTITIONS));
  }

  static async open({ registry, clock }: RunGround, evaluators: number): Promise<CityRun> {
    clock.set(FIRST);
    await registry.registry.query(`TRUNCATE ${TABLES}`);
    const catalogue = MeasureCatalogue.parse(await registry.catalogue.measures());
    const series = new InMemoryTimeSeries();
    await series.open([...windowSchemas(catalogue), ...kpiSchemas]);
    const log = new InMemoryEventLog({ partitions: PARTITIONS });
    await log.open();
    // Two instances don't trust their memory, which is what the distributed profile means to this service.
    const config = AppConfig.fromEnv(evaluators > 1 ? DISTRIBUTED : {});
    const run = new CityRun({ clock, registry, series, log, config }, new Metrics(), catalogue, evaluators);
    await run.processor.restart();
    for (const one of run.evaluators) await one.restart();
    return run;
  }

  /** Appends a message to ❶; several deliveries are sent as an array. */
  async send(deliveries: readonly Delivery[], arrival = this.clock.now()): Promise<void> {
    const [first] = deliveries;
    if (first === undefined) return;
    const bodies = deliveries.map(({ body }) => body);
    const value = new TextEncoder().encode(JSON.stringify(bodies.length === 1 ? bodies[0] : bodies));
    const { device } = first;
    const headers = { device, topic: `telemetry/${device}`, inlet: 'mqtt' };
    await this.ground.log.append(TOPICS.raw, [{ key: device, value, headers, timestamp: arrival }]);
  }

  /** Works off all that waits, at the present time and as it goes on, until nothing is left to do. */
  async settle(): Promise<void> {
    while (!(await this.processor.cycle())) continue;
    const until = this.clock.now() + SETTLE_MS;
    let isRead: boolean;
    do {
      isRead = true;
      for (const one of this.evaluators) {
        isRead = (await one.consume()) && isRead;
        await one.tick();
        await one.evaluate();
      }
      this.clock.advance(STEP_MS);
    } while (this.clock.now() < until && (!isRead || (await this.ground.registry.work.depth()) > 0));
    if ((await this.ground.registry.work.depth()) > 0) throw new Error('dirty cells were never evaluated');
  }

  async outcome(): Promise<Outcome> {
    const { series, log } = this.ground;
    const all = { from: 0, to: FIRST * 2 };
    const cells = new Map<string, KpiCell>();
    const rows = await series.read({ bucket: 'kpi', measurement: KPI_VALUE, ...all });
    for (let i = 0; i < rows.length; i++) {
      const cell = cellFromRow(rows, i);
      cells.set(cellKey(cell), cell);
    }
    const windows = new Map<string, Record<string, number>>();
    for (const measurement of FAMILIES_OBSERVED) {
      for (const { tags, time, fields } of itemsOf(
        await series.read({ bucket: 'windows', measurement, ...all }),
      )) {
        // A window that holds nothing says the same as none.
        if (!Object.values(fields).some((value) => value !== 0 && !Number.isNaN(value))) continue;
        windows.set(`${measurement}|${Object.values(tags).join('|')}@${time}`, fields);
      }
    }
    const { records } = await log.read(TOPICS.feed, 0, 0, { maxRecords: 1e7, maxBytes: 1e10 });
    const feed = records.map(
      ({ value }: StoredRecord) => JSON.parse(new TextDecoder().decode(value)) as FeedEvent,
    );
    const repaired = Number(/^nhippho_window_repaired_total (\d+)/m.exec(await this.metrics.text())?.[1]);
    const kills = this.processor.kills + this.evaluators.reduce((sum, one) => sum + one.kills, 0);
    return { cells, windows, feed, repaired, kills };
  }

  async close(): Promise<void> {
    await this.ground.log.close();
    await this.ground.series.close();
  }
}

const DISTRIBUTED = {
  NHIPPHO_PROFILE: 'distributed',
  NHIPPHO_KAFKA_BROKERS: 'localhost:1',
  NHIPPHO_INFLUX_URL: 'http://localhost:1',
  NHIPPHO_POSTGRES_URL: 'postgres://localhost:1/none',
};
