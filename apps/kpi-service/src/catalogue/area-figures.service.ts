import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import { type AreaFigures, FigureIndex } from '@app/kpi';
import { InventoryCache, type InventorySnapshot } from '@app/registry';
import { KpiFactsService } from './kpi-facts.service.js';

/** Figures about areas, from the newest registry: facts, official extents, socio-economic series. */
@Injectable()
export class AreaFiguresService {
  private known: {
    readonly snapshot: InventorySnapshot;
    readonly version: number;
    readonly index: FigureIndex;
  } | null = null;

  constructor(
    private readonly cache: InventoryCache,
    private readonly facts: KpiFactsService,
  ) {}

  /** What is known of an area in a period, as it holds at the period's end. */
  of(set: string, area: string, period: Period, from: number): AreaFigures {
    const snapshot = this.cache.current();
    const { version } = this.facts;
    if (this.known?.snapshot !== snapshot || this.known.version !== version) {
      this.known = { snapshot, version, index: new FigureIndex(snapshot, this.facts.catalogue.series) };
    }
    return this.known.index.of(set, area, period, from);
  }
}
