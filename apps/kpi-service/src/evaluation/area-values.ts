import { Injectable } from '@nestjs/common';
import type { Period } from '@app/contracts';
import {
  AreaTotals,
  type DayVectors,
  type Domain,
  finalityOf,
  finishMember,
  type KpiCell,
  type KpiStation,
  needsNoStation,
  periodEnd,
} from '@app/kpi';
import { AreaFiguresService } from '../catalogue/area-figures.service.js';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { StationIndex } from '../inventory/station-index.js';
import type { Vectors } from './vector-store.js';

/** Turns station vectors of one period into the KPI values of all areas. */
@Injectable()
export class AreaValues {
  constructor(
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    private readonly figures: AreaFiguresService,
  ) {}

  /** Revision 0 throughout; what was stored before decides on the real one. `days`: for reducers over days. */
  cells(
    domain: Domain,
    period: Period,
    from: number,
    stations: readonly KpiStation[],
    vectors: Vectors,
    now: number,
    days: DayVectors | null = null,
  ): KpiCell[] {
    const { catalogue } = this.facts;
    const served = catalogue.servedAt(domain.id, period, from).filter(({ only }) => only !== 'station');
    if (served.length === 0) return [];
    // An area without a station of the family has 0 of its whole; a family that nobody has a station of has no values.
    const withoutStations = served.filter(({ formula }) => needsNoStation(formula, stations.length > 0));
    const finality = finalityOf(periodEnd(period, from), now);
    const registryRevision = this.index.registryRevision;
    const cells: KpiCell[] = [];
    for (const { set, area, stations: inside } of this.index.areas(from)) {
      const own = stations.flatMap((station) => {
        const vector = inside.has(station.id) ? vectors.get(station.id) : undefined;
        return vector === undefined ? [] : [{ station: station.id, no: station.no, vector }];
      });
      const figures = this.figures.of(set, area, period, from);
      const totals = new AreaTotals(own, domain.components.length, false, days, figures);
      for (const member of own.length > 0 ? served : withoutStations) {
        const definition = catalogue.definitionAt(member.family, from);
        if (definition === null) continue;
        const value = finishMember(member, totals, definition.minCompleteness);
        if (value === null) continue;
        const where = { area, period, set, from, finality, registryRevision };
        cells.push({ ...value, ...where, definition: definition.version, revision: 0, computedAt: now });
      }
    }
    return cells;
  }
}
