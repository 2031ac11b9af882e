import type { Period } from '@app/contracts';
import type { FormulaOf } from './formula.js';
import type { MemberMethod } from './method.js';

/** A station's days of a period, in time order, as a reducer gets them. */
export interface StationDays {
  readonly station: string;
  /** Station.no, for `place`. */
  readonly no: number;
  /** Starts of the local days that have a vector, epoch ms. */
  readonly days: readonly number[];
  /** By component in the order of the formula's `components`: its value on each of `days`. */
  readonly values: readonly Float64Array[];
}

/** Components that the members' reducers read of each day at a period: sorted, each once. */
export function dayComponents(members: readonly MemberMethod[], period: Period): number[] {
  const indices = members
    .filter((member) => member.periods.includes(period))
    .flatMap(({ formula }) => (formula.kind === 'overDays' ? formula.components : []));
  return [...new Set(indices)].toSorted((a, b) => a - b);
}

interface Columns {
  readonly days: readonly number[];
  readonly byComponent: ReadonlyMap<number, Float64Array>;
}

/** One place of many vectors. A year of a city has tens of thousands: a plain loop. */
function columnOf(vectors: readonly Float64Array[], place: number): Float64Array {
  const column = new Float64Array(vectors.length);
  for (let i = 0; i < vectors.length; i++) column[i] = vectors[i]?.[place] ?? 0;
  return column;
}

/** Station-day vectors of one period, by station and component: built once and read for every area and member. */
export class DayVectors {
  private readonly stations = new Map<string, Columns>();

  /**
   * @param components what the reducers read, by index
   * @param days vectors by day and station; in a vector that holds only `components`, they stand in that order
   */
  constructor(
    components: readonly number[],
    days: ReadonlyMap<number, ReadonlyMap<string, Float64Array>>,
    holds: 'all' | 'components',
  ) {
    const starts = [...days.keys()].toSorted((a, b) => a - b);
    const found = new Map<string, { days: number[]; vectors: Float64Array[] }>();
    for (const start of starts) {
      for (const [station, vector] of days.get(start) ?? []) {
        let entry = found.get(station);
        if (entry === undefined) found.set(station, (entry = { days: [], vectors: [] }));
        entry.days.push(start);
        entry.vectors.push(vector);
      }
    }
    for (const [station, { days: own, vectors }] of found) {
      const byComponent = new Map(
        components.map((component, i) => [component, columnOf(vectors, holds === 'all' ? component : i)]),
      );
      this.stations.set(station, { days: own, byComponent });
    }
  }

  /** A reducer's input of the stations given, in their order; a station without a day is left out. */
  of(
    stations: readonly { readonly station: string; readonly no: number }[],
    formula: FormulaOf<'overDays'>,
  ): StationDays[] {
    return stations.flatMap(({ station, no }) => {
      const columns = this.stations.get(station);
      if (columns === undefined) return [];
      const { days, byComponent } = columns;
      const values = formula.components.map(
        (component) => byComponent.get(component) ?? new Float64Array(days.length),
      );
      return [{ station, no, days, values }];
    });
  }
}
