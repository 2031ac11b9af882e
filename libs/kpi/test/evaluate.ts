import type { Period } from '@app/contracts';
import { MEMBERS } from '../src/catalogue.js';
import { type AreaFigures, NO_FIGURES } from '../src/core/area-figures.js';
import { AreaTotals } from '../src/core/area-totals.js';
import { dayComponents, DayVectors } from '../src/core/day-vectors.js';
import { finishMember, type MemberValue } from '../src/core/finish.js';
import { foldTime } from '../src/core/fold.js';
import type { Domain } from '../src/core/method.js';
import { DEFAULT_MIN_COMPLETENESS } from '../src/core/quality.js';
import type { KpiStation } from '../src/core/station.js';
import { stationHours } from '../src/core/windows.js';
import { DAY_MS, HOUR_MS } from '../src/time/civil.js';
import { periodEnd } from '../src/time/periods.js';
import { aContext, columnsOf, type RowOf } from './fixtures.js';

/** A station with what it reported. */
export interface Reported {
  readonly station: KpiStation;
  readonly rows: readonly RowOf[];
}

/** Stations' days from `first` on, worked out as the evaluators do: hours, then days with the hours before them. */
export function stationDays(
  domain: Domain,
  { station, rows }: Reported,
  first: number,
  count: number,
): Map<number, Float64Array> {
  const context = aContext();
  const end = first + count * DAY_MS;
  const hourOf = (from: number): Float64Array | null => {
    const own = rows.filter(({ time }) => time >= from && time < from + HOUR_MS);
    const [hour] = stationHours([station], columnsOf(own), from, end + DAY_MS);
    return hour === undefined ? null : domain.compute(hour, 0, 12, context);
  };
  const lookback = domain.dayLookbackHours ?? 0;
  const hours = Array.from({ length: lookback + count * 24 }, (_, i) =>
    hourOf(first + (i - lookback) * HOUR_MS),
  );
  const days = new Map<number, Float64Array>();
  for (let d = 0; d < count; d++) {
    const from = first + d * DAY_MS;
    const [before, own] = [
      hours.slice(d * 24, d * 24 + lookback),
      hours.slice(d * 24 + lookback, d * 24 + lookback + 24),
    ];
    const span = { level: 'day', from, to: from + DAY_MS, now: end + DAY_MS } as const;
    const vector = foldTime(domain, own, span, context, before);
    if (vector !== null) days.set(from, vector);
  }
  return days;
}

/** A KPI of the stations together, from their `count` days since `first`. */
export function valueOver(
  kpi: string,
  domain: Domain,
  stations: readonly Reported[],
  {
    first,
    count,
    period = 'month',
    figures = NO_FIGURES,
  }: {
    first: number;
    count: number;
    period?: Exclude<Period, '5min' | '15min' | 'hour' | 'day'>;
    figures?: AreaFigures;
  },
): MemberValue | null {
  const method = MEMBERS.find((member) => member.kpi === kpi);
  if (method === undefined) throw new Error(`no KPI ${kpi}`);
  const byStation = stations.map((one) => stationDays(domain, one, first, count));
  const span = {
    level: period,
    from: first,
    to: periodEnd(period, first),
    now: first + (count + 1) * DAY_MS,
  };
  const vectors = stations.flatMap(({ station }, i) => {
    const vector = foldTime(domain, [...(byStation[i]?.values() ?? [])], span, aContext());
    return vector === null ? [] : [{ station: station.id, no: station.no, vector }];
  });
  const days = new Map(
    Array.from({ length: count }, (_, d) => {
      const from = first + d * DAY_MS;
      const own = stations.flatMap(({ station }, i) => {
        const vector = byStation[i]?.get(from);
        return vector === undefined ? [] : [[station.id, vector] as const];
      });
      return [from, new Map(own)] as const;
    }),
  );
  const read = new DayVectors(dayComponents([method], period), days, 'all');
  const totals = new AreaTotals(vectors, domain.components.length, false, read, figures);
  return finishMember(method, totals, DEFAULT_MIN_COMPLETENESS);
}

/** Figures by name, none of them virtual. */
export function figuresOf(known: Readonly<Record<string, number>>): AreaFigures {
  return (name) => {
    const value = known[name];
    return value === undefined ? null : { value, isVirtual: false };
  };
}

/** One row every `everyS` seconds in [from, to) with the fields of its moment. */
export function rowsEvery(
  everyS: number,
  from: number,
  to: number,
  fields: (at: number) => Readonly<Record<string, number>>,
): RowOf[] {
  const rows: RowOf[] = [];
  for (let time = from; time < to; time += everyS * 1000)
    rows.push({ time, fields: { readings: 1, ...fields(time) } });
  return rows;
}
