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
  type MemberValue,
  needsNoStation,
  periodEnd,
  type StationVector,
} from '@app/kpi';
import { AreaFiguresService } from '../catalogue/area-figures.service.js';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { type AreaStations, StationIndex } from '../inventory/station-index.js';
import type { Vectors } from './vector-store.js';

/** Turns station vectors of one period into the KPI values of all areas. */
@Injectable()
export class AreaValues {
  /** Of the areas of a day, the places in their list of those that a station lies in. */
  private readonly places = new WeakMap<readonly AreaStations[], ReadonlyMap<string, readonly number[]>>();

  constructor(
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    private readonly figures: AreaFiguresService,
  ) {}

  /** Of each area, the vectors of its stations in their order. */
  private vectorsOf(
    areas: readonly AreaStations[],
    stations: readonly KpiStation[],
    vectors: Vectors,
  ): StationVector[][] {
    let places = this.places.get(areas);
    if (places === undefined) this.places.set(areas, (places = placesOf(areas)));
    const found: StationVector[][] = areas.map(() => []);
    for (const { id, no } of stations) {
      const vector = vectors.get(id);
      if (vector === undefined) continue;
      for (const i of places.get(id) ?? []) found[i]?.push({ station: id, no, vector });
    }
    return found;
  }

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
    const areas = this.index.areas(from);
    const inside = this.vectorsOf(areas, stations, vectors);
    for (const [i, { set, area }] of areas.entries()) {
      const own = inside[i] ?? [];
      const figures = this.figures.of(set, area, period, from);
      const totals = new AreaTotals(own, domain.components.length, false, days, figures);
      for (const member of own.length > 0 ? served : withoutStations) {
        const definition = catalogue.definitionAt(member.family, from);
        if (definition === null) continue;
        const value = finishMember(member, totals, definition.minCompleteness);
        if (value === null) continue;
        const { version } = definition;
        cells.push(cellOf(value, area, set, { period, from, finality, registryRevision, version, now }));
      }
    }
    return cells;
  }
}

interface Whence {
  readonly period: Period;
  readonly from: number;
  readonly finality: KpiCell['finality'];
  readonly registryRevision: number;
  readonly version: number;
  readonly now: number;
}

/** Written out: half a million are made for a month, and a spread costs ten times as much. */
function cellOf(value: MemberValue, area: string, set: string, whence: Whence): KpiCell {
  return {
    kpi: value.kpi,
    area,
    period: whence.period,
    set,
    from: whence.from,
    value: value.value,
    num: value.num,
    den: value.den,
    quality: value.quality,
    finality: whence.finality,
    completeness: value.completeness,
    reporting: value.reporting,
    expected: value.expected,
    place: value.place,
    reason: value.reason,
    definition: whence.version,
    registryRevision: whence.registryRevision,
    revision: 0,
    computedAt: whence.now,
  };
}

function placesOf(areas: readonly AreaStations[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [i, { stations }] of areas.entries()) {
    for (const station of stations) places.set(station, [...(places.get(station) ?? []), i]);
  }
  return places;
}
