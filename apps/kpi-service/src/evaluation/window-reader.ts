import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { WINDOW_MS } from '@app/contracts';
import { DOMAINS, HOUR_MS, windowFields, WindowIndex } from '@app/kpi';
import { TimeSeries } from '@app/time-series';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { Lru } from './lru.js';
import { TouchedWindows } from './touched-windows.js';

interface Kept {
  readonly touches: number;
  readonly version: number;
  readonly windows: Promise<WindowIndex>;
}

const MAX_HOURS = 60;

/**
 * Windows of a family and hour, with the fields of the family's own KPIs and of the data-quality KPIs: one query
 * serves both. Where this process reads all of ❸ (embedded) an hour that nothing touched isn't read again.
 */
@Injectable()
export class WindowReader {
  private readonly kept = new Lru<Kept>(MAX_HOURS);
  private readonly isExclusive: boolean;

  constructor(
    private readonly series: TimeSeries,
    private readonly facts: KpiFactsService,
    private readonly touched: TouchedWindows,
    config: AppConfig,
  ) {
    this.isExclusive = config.profile === 'embedded';
  }

  async read(family: string, from: number): Promise<WindowIndex> {
    const key = `${family}|${from}`;
    const touches = this.touched.count(family, from);
    const { version } = this.facts;
    const before = this.kept.get(key);
    if (this.isExclusive && before?.touches === touches && before.version === version) return before.windows;
    const windows = this.index(family, from);
    this.kept.set(key, { touches, version, windows });
    windows.catch(() => this.touched.touch(family, from));
    return windows;
  }

  private async index(family: string, from: number): Promise<WindowIndex> {
    const span = { from, to: from + HOUR_MS };
    const query = { bucket: 'windows', measurement: family, ...span, fields: this.fields(family) } as const;
    return new WindowIndex(await this.series.read(query), from, HOUR_MS / WINDOW_MS);
  }

  private fields(family: string): string[] {
    const wanted = new Set<string>();
    for (const id of [family, 'data']) {
      const domain = DOMAINS.get(id);
      if (domain === undefined) continue;
      for (const field of windowFields(domain, this.facts.catalogue.methods)) wanted.add(field);
    }
    return this.facts.windowFields(family, [...wanted]);
  }
}
