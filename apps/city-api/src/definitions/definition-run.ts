import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { KpiItem, Period } from '@app/contracts';
import {
  activeMs,
  DefinitionReader,
  FigureIndex,
  type KpiCell,
  type KpiDefinition,
  kpiItemFromCell,
  kpiStation,
  kpiStations,
  type LongPeriod,
  periodEnd,
  periodsBetween,
  type ReadPlace,
} from '@app/kpi';
import { InventoryCache } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { Definitions } from '../kpis/definitions.js';

/** What a definition is tried on. */
export interface RunQuery {
  /** Area code or station id. */
  readonly area: string;
  readonly period: Period;
  readonly reportingSet?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** Periods that one run may cover: a year of days. */
const MAX_PERIODS = 400;

/** Computes a definition over past data without storing anything. */
@Injectable()
export class DefinitionRun {
  private readonly reader: DefinitionReader;

  constructor(
    series: TimeSeries,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly definitions: Definitions,
    private readonly clock: Clock,
  ) {
    this.reader = new DefinitionReader(series);
  }

  /** By time and member. Problem 400 for 5 and 15 minutes, and for more than a year of days; 404 for an unknown area. */
  cells(definition: KpiDefinition, query: RunQuery): Promise<KpiCell[]> {
    const { period, from, to } = query;
    if (period === '5min' || period === '15min')
      throw new Problem(400, 'period: a definition is tried on hours and longer periods');
    if (periodsBetween(period, from, to, MAX_PERIODS).length > MAX_PERIODS)
      throw new Problem(400, `from, to: at most ${MAX_PERIODS} periods at once`);
    const context = {
      now: this.clock.now(),
      methods: this.definitions.catalogue.methods,
      registryRevision: this.cache.current().revision,
    };
    return this.reader.cells(definition, this.placeOf(query, period), { period, from, to }, context);
  }

  /** The cell as an item, with the definition's own units: it may not be stored. */
  item(cell: KpiCell, definition: KpiDefinition): KpiItem {
    const byNo = new Map([...this.cache.current().stations.values()].map((one) => [one.no, one.id]));
    const member = definition.members.find((one) => `${definition.id}.${one.id}` === cell.kpi);
    const unitOf = (): string => member?.unit ?? definition.unit;
    return kpiItemFromCell(cell, { unitOf, stationOf: (no) => byNo.get(no) ?? null });
  }

  private placeOf({ area, reportingSet }: RunQuery, period: LongPeriod): ReadPlace {
    const snapshot = this.cache.current();
    const set = this.places.set(reportingSet);
    const figures = new FigureIndex(snapshot, this.definitions.catalogue.series);
    const figuresAt = (of: Period, from: number) => figures.of(set, area, of, from);
    const isArea = this.places.areas(set).some((one) => one.code === area);
    const station = isArea ? null : kpiStation(snapshot, area);
    if (station !== null) return { area, set, isStation: true, stationsAt: () => [station], figuresAt };
    this.places.requireArea(area, set);
    const all = kpiStations(snapshot);
    const stationsAt = (from: number) => {
      const inside = new Set(this.places.stationsIn(area, set, from).map((one) => one.id));
      const to = periodEnd(period, from);
      return all.filter(
        ({ id, devices }) => inside.has(id) && devices.some((device) => activeMs(device, from, to) > 0),
      );
    };
    return { area, set, isStation: false, stationsAt, figuresAt };
  }
}
