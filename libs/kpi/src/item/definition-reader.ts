import type { Period } from '@app/contracts';
import { DOMAINS, membersOf } from '../catalogue.js';
import type { AreaFigures } from '../core/area-figures.js';
import { AreaTotals, type StationVector } from '../core/area-totals.js';
import { dayComponents, DayVectors } from '../core/day-vectors.js';
import { finishMember } from '../core/finish.js';
import type { Domain, MemberMethod } from '../core/method.js';
import { finalityOf } from '../core/quality.js';
import type { KpiStation } from '../core/station.js';
import type { KpiDefinition } from '../definition.schema.js';
import { expressedMembers, isExpressed } from '../expression/own-definition.js';
import { periodEnd, periodsBetween } from '../time/periods.js';
import type { KpiCell } from './cell.js';
import { folded, KpiReader, LEVEL_OF, type ReadContext, type SeriesSource } from './kpi-reader.js';
import type { ComponentRow } from './rows.js';

/** Periods whose values come from stored components. */
export type LongPeriod = Exclude<Period, '5min' | '15min'>;

/** An area (or a single station) by date. */
export interface ReadPlace {
  /** Area code or station id. */
  readonly area: string;
  readonly set: string;
  readonly isStation: boolean;
  /** Stations that lie in it on the day of `at`, sorted by id. */
  stationsAt(at: number): readonly KpiStation[];
  /** What is known of it in a period that starts at `from`. */
  figuresAt(period: Period, from: number): AreaFigures;
}

interface Span {
  readonly period: LongPeriod;
  /** Periods that start in [from, to). */
  readonly from: number;
  readonly to: number;
}

type Context = Pick<ReadContext, 'now' | 'methods' | 'registryRevision'>;

/**
 * Values of any definition, in force or not, from the components that are stored: what a preview and a shadow show.
 * The same arithmetic as of the stored values; nothing is stored.
 */
export class DefinitionReader {
  private readonly reader: KpiReader;

  constructor(series: SeriesSource) {
    this.reader = new KpiReader(series);
  }

  /** By time and member. */
  async cells(definition: KpiDefinition, place: ReadPlace, span: Span, context: Context): Promise<KpiCell[]> {
    const members = membersIn(definition, place, span.period);
    const domain = DOMAINS.get(members[0]?.domain ?? '');
    const starts = periodsBetween(span.period, span.from, span.to);
    const [first, last] = [starts[0], starts.at(-1)];
    if (domain === undefined || first === undefined || last === undefined) return [];
    const own = (station: KpiStation): boolean => domain.id === 'data' || station.family === domain.id;
    const stationsAt = new Map(starts.map((from) => [from, place.stationsAt(from).filter(own)]));
    const ids = [...new Set([...stationsAt.values()].flat().map((station) => station.id))];
    if (ids.length === 0) return [];
    const end = periodEnd(span.period, last);
    const rows = byStation(await this.reader.components(domain, LEVEL_OF[span.period], ids, first, end));
    const daysOf = await this.days(domain, members, ids, span.period, first, end);
    return starts.flatMap((from) => {
      const vectors = (stationsAt.get(from) ?? []).flatMap((station): StationVector[] => {
        const vector = vectorOf(domain, span.period, from, rows.get(station.id), context);
        return vector === null ? [] : [{ station: station.id, no: station.no, vector }];
      });
      const figures = place.figuresAt(span.period, from);
      const totals = new AreaTotals(
        vectors,
        domain.components.length,
        place.isStation,
        daysOf(from),
        figures,
      );
      return members.flatMap((member) =>
        cellOf(member, totals, definition, place, span.period, from, context),
      );
    });
  }

  /** The stations' days inside each period, where a reducer reads them. */
  private async days(
    domain: Domain,
    members: readonly MemberMethod[],
    ids: readonly string[],
    period: LongPeriod,
    first: number,
    end: number,
  ): Promise<(from: number) => DayVectors | null> {
    const components = dayComponents(members, period);
    if (components.length === 0) return () => null;
    const rows = await this.reader.components(domain, 'day', ids, first, end, components);
    return (from) => {
      const to = periodEnd(period, from);
      const days = new Map<number, Map<string, Float64Array>>();
      for (const row of rows) {
        if (row.from < from || row.from >= to) continue;
        days.set(
          row.from,
          (days.get(row.from) ?? new Map<string, Float64Array>()).set(row.station, row.vector),
        );
      }
      return new DayVectors(components, days, 'components');
    };
  }
}

function membersIn(definition: KpiDefinition, place: ReadPlace, period: Period): readonly MemberMethod[] {
  const members = isExpressed(definition) ? expressedMembers(definition) : membersOf(definition.id);
  const elsewhere = place.isStation ? 'area' : 'station';
  return members.filter((member) => member.periods.includes(period) && member.only !== elsewhere);
}

function byStation(rows: readonly ComponentRow[]): Map<string, Map<number, Float64Array>> {
  const found = new Map<string, Map<number, Float64Array>>();
  for (const { station, from, vector } of rows) {
    found.set(station, (found.get(station) ?? new Map<number, Float64Array>()).set(from, vector));
  }
  return found;
}

function vectorOf(
  domain: Domain,
  period: LongPeriod,
  from: number,
  rows: ReadonlyMap<number, Float64Array> | undefined,
  context: Context,
): Float64Array | null {
  if (rows === undefined) return null;
  if (period === 'hour' || LEVEL_OF[period] === period) return rows.get(from) ?? null;
  return folded(domain, period, from, rows, context);
}

function cellOf(
  member: MemberMethod,
  totals: AreaTotals,
  definition: KpiDefinition,
  { area, set }: ReadPlace,
  period: LongPeriod,
  from: number,
  { now, registryRevision }: Context,
): KpiCell[] {
  const value = finishMember(member, totals, definition.minCompleteness);
  if (value === null) return [];
  const finality = finalityOf(periodEnd(period, from), now);
  const where = { area, period, set, from, finality, registryRevision };
  return [{ ...value, ...where, definition: definition.version, revision: 0, computedAt: now }];
}
