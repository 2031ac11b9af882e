import { type Period, WINDOW_MS } from '@app/contracts';
import { addBasis, countsIn, EXPECTED, VALID } from '../core/basis.js';
import { componentIndex, type Domain, type MemberMethod } from '../core/method.js';
import { activeMs } from '../core/station.js';
import type { HourSeries, StationHour } from '../core/windows.js';

/** Upper edges of the lateness histogram in seconds; the last bucket is open. */
export const LATENESS_EDGES = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400] as const;
const LATE_FIELDS = [...LATENESS_EDGES, Infinity].map((_, i) => `late_${i}`);

/** The histogram follows the four named components. */
const named = componentIndex(['online_s', 'active_s', 'late_n', 'late_60'] as const);
const at = named.at;
const firstLate = named.names.length;
const names: readonly string[] = [...named.names, ...LATE_FIELDS];
const WITHIN_60 = LATENESS_EDGES.indexOf(60);

/**
 * Service of a running window counts in steps of this length, so that a district's vectors don't move (and are not
 * stored anew) with every look at the clock. No period ends inside a step.
 */
const SERVICE_STEP_MS = 20_000;

/** Seconds of a window in which a device was in service, up to the last whole step. */
function serviceSeconds(hour: StationHour, series: HourSeries, window: number): number {
  const from = hour.from + window * WINDOW_MS;
  const stepped = Math.floor(hour.now / SERVICE_STEP_MS) * SERVICE_STEP_MS;
  const until = stepped > hour.from ? stepped : hour.now;
  return activeMs(series.device, from, Math.max(from, Math.min(from + WINDOW_MS, until))) / 1000;
}

/** [KPI DAT-01] A device is online in a window as long as its best lane: lanes share its connection. */
function addOnline(vector: Float64Array, hour: StationHour, first: number, last: number): void {
  const column = hour.field('online_s');
  // A device's series follow each other.
  for (let from = 0, to = 0; from < hour.series.length; from = to) {
    const one = hour.series[from];
    while (to < hour.series.length && hour.series[to]?.device === one?.device) to++;
    if (one === undefined || !countsIn(one, first, last)) continue;
    for (let w = first; w < last; w++) {
      const service = serviceSeconds(hour, one, w);
      if (service <= 0) continue;
      let online = -Infinity;
      for (let i = from; i < to; i++)
        online = Math.max(online, hour.value(column, hour.series[i]?.rows[w] ?? -1));
      vector[at.active_s] = (vector[at.active_s] ?? 0) + service;
      vector[at.online_s] = (vector[at.online_s] ?? 0) + Math.min(online, service);
    }
  }
}

/** [KPI DAT-03] Readings by how late they came. */
function addLateness(vector: Float64Array, hour: StationHour, first: number, last: number): void {
  const columns = hour.fields(LATE_FIELDS);
  for (const series of hour.series) {
    if (!countsIn(series, first, last)) continue;
    for (let w = first; w < last; w++) {
      const row = series.rows[w] ?? -1;
      if (row < 0) continue;
      for (let i = 0; i < columns.length; i++) {
        const count = hour.value(columns[i], row);
        if (count === 0) continue;
        vector[firstLate + i] = (vector[firstLate + i] ?? 0) + count;
        vector[at.late_n] = (vector[at.late_n] ?? 0) + count;
        if (i <= WITHIN_60) vector[at.late_60] = (vector[at.late_60] ?? 0) + count;
      }
    }
  }
}

/** Data quality of the stations of any family. [kpi.md §6.5] */
export const dataDomain: Domain = {
  id: 'data',
  components: names,
  fields: ['readings', 'tms', 'online_s', ...LATE_FIELDS],
  lookbackHours: 0,
  subHour: ['5min'],
  compute(hour, first, last) {
    const vector = new Float64Array(names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    addOnline(vector, hour, first, last);
    addLateness(vector, hour, first, last);
    return vector;
  },
};

const HOUR_UP: readonly Period[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
const common = { domain: 'data', without: 'no_data' } as const;

export const dataMembers: readonly MemberMethod[] = [
  {
    ...common,
    kpi: 'DAT-01',
    family: 'DAT-01',
    periods: HOUR_UP,
    formula: { kind: 'ratio', num: at.online_s, den: at.active_s, scale: 100 },
    alwaysKnown: true,
  },
  {
    ...common,
    kpi: 'DAT-02',
    family: 'DAT-02',
    periods: ['5min', ...HOUR_UP],
    formula: { kind: 'ratio', num: VALID, den: EXPECTED, scale: 100 },
    alwaysKnown: true,
  },
  {
    ...common,
    kpi: 'DAT-03.p95',
    family: 'DAT-03',
    periods: HOUR_UP,
    formula: { kind: 'percentile', first: firstLate, edges: LATENESS_EDGES, p: 0.95 },
  },
  {
    ...common,
    kpi: 'DAT-03.share60',
    family: 'DAT-03',
    periods: HOUR_UP,
    formula: { kind: 'ratio', num: at.late_60, den: at.late_n, scale: 100 },
  },
];
