import { TOPICS } from '@app/contracts';
import { type Ground, KpiHarness } from '../../apps/kpi-service/test/kpi-harness.js';
import { Fuse } from './fuse.js';

/** An instance of the kpi-service on stores that outlive it. */
export class KpiProcess {
  kills = 0;
  private fuse = new Fuse();
  private service: KpiHarness | null = null;
  private readonly positions: number[];

  constructor(
    private readonly ground: Ground,
    count: number,
  ) {
    this.positions = Array.from({ length: count }, () => 0);
  }

  async restart(): Promise<void> {
    this.fuse = new Fuse();
    const { registry, series, log } = this.ground;
    const guarded = {
      ...registry,
      work: this.fuse.guard(registry.work, ['add', 'claim', 'done']),
      revisions: this.fuse.guard(registry.revisions, ['append']),
      settings: this.fuse.guard(registry.settings, ['set']),
      partitions: this.fuse.guard(registry.partitions, ['advance']),
    };
    this.service = await KpiHarness.start({
      ...this.ground,
      registry: guarded,
      series: this.fuse.guard(series, ['write', 'read']),
      log: this.fuse.guard(log, ['append']),
    });
    await this.claim();
    // As its module does at the start: from then on it knows since when its clock stood still.
    await this.service.ticker.tick();
  }

  kill(calls: number, isAfter: boolean): void {
    this.fuse.light(calls, isAfter);
  }

  /**
   * Reads what waits of ❸, at most `maxRecords` of each partition; takes partitions over that another
   * instance had. False when it died of it.
   */
  async consume(maxRecords = 5000): Promise<boolean> {
    for (const partition of this.positions.keys()) {
      for (;;) {
        const position = this.positions[partition] ?? 0;
        if ((await this.ground.log.range(TOPICS.windows, partition)).next <= position) break;
        const limits = { maxRecords, maxBytes: 4e6 };
        const batch = await this.ground.log.read(TOPICS.windows, partition, position, limits);
        const outcome = await this.work((service) => service.controller.onWindows(batch));
        if (outcome === null) return false;
        if (outcome.kind === 'committed') this.positions[partition] = outcome.next;
        else await this.claim();
      }
    }
    return true;
  }

  /** What the clock makes dirty. */
  async tick(): Promise<void> {
    await this.work((service) => service.ticker.tick());
    await this.work((service) => service.freshness.tick());
  }

  /** Evaluates what is due now. */
  async evaluate(): Promise<void> {
    while (((await this.work((service) => service.loop.round())) ?? 0) > 0) continue;
  }

  private async claim(): Promise<void> {
    for (const partition of this.positions.keys()) {
      this.positions[partition] = (await this.service?.positions.claim(partition)) ?? 0;
    }
  }

  /** Runs a part of the service; null when the process died in it and another one stands in its place. */
  private async work<T>(run: (service: KpiHarness) => Promise<T>): Promise<T | null> {
    if (this.service === null) throw new Error('not started');
    const result = await run(this.service).catch((error: unknown) => {
      if (this.fuse.isBurnt) return null;
      throw error;
    });
    if (!this.fuse.isBurnt) return result;
    this.kills++;
    await this.restart();
    return null;
  }
}
