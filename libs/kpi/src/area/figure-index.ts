import type { Period } from '@app/contracts';
import type { AreaFigure, AreaFigures } from '../core/area-figures.js';
import { activeMs, type ActiveInterval } from '../core/station.js';
import type { SeriesFacts } from '../series/series-facts.js';
import { periodEnd } from '../time/periods.js';

interface DatedArea {
  readonly set: string;
  readonly code: string;
  readonly parent: string | null;
  readonly areaKm2: number | null;
  readonly validFrom: number;
  readonly validTo: number | null;
}

interface DatedFigure {
  readonly set: string;
  readonly area: string;
  readonly key: string;
  /** Null: withdrawn from `validFrom` on. */
  readonly value: number | null;
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly virtual: boolean;
}

/** The registry's snapshot, as far as figures need it. */
export interface FiguresView {
  readonly areas: readonly DatedArea[];
  readonly areaFacts: readonly DatedFigure[];
  readonly devices: ReadonlyMap<
    string,
    { readonly virtual: boolean; readonly active: readonly ActiveInterval[] }
  >;
}

/** Name under which an area's official extent is read, km². */
export const AREA_KM2 = 'area_km2';

const holds = (row: { validFrom: number; validTo: number | null }, at: number): boolean =>
  row.validFrom <= at && (row.validTo === null || at < row.validTo);

/**
 * Figures about areas, as they hold at the end of a period. That of an area is the sum of its children's where all of
 * them have one, so that numerators and denominators of a parent come from the same places; else its own.
 */
export class FigureIndex {
  private readonly facts: ReadonlyMap<string, readonly DatedFigure[]>;
  private readonly virtualIn = new Map<string, boolean>();

  constructor(
    private readonly view: FiguresView,
    private readonly series: SeriesFacts,
  ) {
    const facts = new Map<string, DatedFigure[]>();
    for (const fact of view.areaFacts) {
      const key = `${fact.set}|${fact.area}|${fact.key}`;
      facts.set(key, [...(facts.get(key) ?? []), fact]);
    }
    this.facts = facts;
  }

  /** Figures of one area and period. */
  of(set: string, area: string, period: Period, from: number): AreaFigures {
    const to = periodEnd(period, from);
    return (name) => {
      if (!name.startsWith('se.')) {
        const areas = this.view.areas.filter((row) => row.set === set && holds(row, to - 1));
        return this.resolve(name, areas, area, from, to);
      }
      const value = this.series.value(name, set, area, period, from);
      return value === null ? null : { value, isVirtual: false };
    };
  }

  private resolve(
    name: string,
    areas: readonly DatedArea[],
    code: string,
    from: number,
    to: number,
  ): AreaFigure | null {
    const children = areas.filter((area) => area.parent === code);
    if (children.length > 0) {
      const figures = children.map((child) => this.resolve(name, areas, child.code, from, to));
      const known = figures.filter((figure) => figure !== null);
      if (known.length === children.length) {
        const value = known.reduce((sum, figure) => sum + figure.value, 0);
        return { value, isVirtual: known.some((figure) => figure.isVirtual) };
      }
    }
    const area = areas.find((row) => row.code === code);
    return area === undefined ? null : this.own(name, area, from, to);
  }

  private own(name: string, area: DatedArea, from: number, to: number): AreaFigure | null {
    if (name === AREA_KM2) return area.areaKm2 === null ? null : { value: area.areaKm2, isVirtual: false };
    const rows = (this.facts.get(`${area.set}|${area.code}|${name}`) ?? []).filter((row) =>
      holds(row, to - 1),
    );
    const real = latest(rows.filter((row) => !row.virtual));
    if (real !== undefined) return real.value === null ? null : { value: real.value, isVirtual: false };
    const simulated = latest(rows.filter((row) => row.virtual));
    if (simulated === undefined || simulated.value === null || !this.isVirtualServed(from, to)) return null;
    return { value: simulated.value, isVirtual: true };
  }

  /** Whether any device of the virtual city was in service: its figures count only then. */
  private isVirtualServed(from: number, to: number): boolean {
    const key = `${from}|${to}`;
    let served = this.virtualIn.get(key);
    if (served === undefined) {
      served = [...this.view.devices.values()].some(
        (device) => device.virtual && activeMs(device, from, to) > 0,
      );
      this.virtualIn.set(key, served);
    }
    return served;
  }
}

function latest(rows: readonly DatedFigure[]): DatedFigure | undefined {
  return rows.toSorted((a, b) => b.validFrom - a.validFrom)[0];
}
