import { WINDOW_MS } from '@app/contracts';
import { addBasis, EXPECTED } from '../core/basis.js';
import { componentIndex, type DayHours, type Domain } from '../core/method.js';
import { blockMs } from '../core/expected.js';
import { factAt } from '../core/station.js';
import type { HourSeries, StationHour } from '../core/windows.js';
import { HOUR_MS } from '../time/civil.js';
import { EVENT_LOOKBACK_HOURS, eventDay, type GaugeHour } from './flood-events.js';

const groupNames = ['event_w0', 'event_w1', 'event_w2', 'event_w3', 'event_w4', 'event_w5'] as const;

export const WATER = componentIndex([
  /** Hours at or above warning levels I, II and III, and hours observed where the levels are registered. */
  'above1_h',
  'above2_h',
  'above3_h',
  'observed_h',
  /** Length of drain watched, km, times the readings expected. */
  'drain_e',
  /** Hours only: windows, a bit each, at or above level I, and observed below it. */
  'above_w',
  'below_w',
  /** Days only: 1 when an event was running at midnight; windows of the day in which one was, 48 bits a component. */
  'carried',
  ...groupNames,
] as const);
const at = WATER.at;
/** What WTR-02's reducer reads of each station-day. */
export const EVENT_COMPONENTS: readonly number[] = [
  at.observed_h,
  at.carried,
  ...groupNames.map((name) => at[name]),
];

/** Fact `floodLevels`: `{ bd1, bd2, bd3 }` in metres above the station's datum. */
function levelsOf(hour: StationHour): readonly number[] | null {
  const { bd1, bd2, bd3 } = (factAt(hour.station, 'floodLevels', hour.from) ?? {}) as Record<string, unknown>;
  const levels = [bd1, bd2, bd3].filter((level) => typeof level === 'number');
  return levels.length === 3 ? levels : null;
}

/**
 * How many of a window's readings were at or above a level. Exact for a gauge that reports every five minutes or more
 * slowly, and wherever a window lies wholly on one side; in the window of a crossing, readings that come faster are taken
 * to be spread evenly between the least and the greatest.
 */
export function readingsAbove(level: number, n: number, min: number, max: number): number {
  if (n === 0 || max < level) return 0;
  if (min >= level) return n;
  return Math.min(n - 1, Math.max(1, Math.round((n * (max - level)) / (max - min))));
}

/**
 * Hours that each reading of a window stands for: one cadence, or less where more came than were expected, as from a gauge
 * that reports faster in a flood: a day has 24 hours at one gauge.
 */
function hoursEach(hour: StationHour, { device, rows }: HourSeries): readonly number[] {
  const counts = hour.field('level_n');
  const cadence = device.cadenceS / 3600;
  const step = blockMs(device.cadenceS) / WINDOW_MS;
  const longest = Math.max(cadence, (step * WINDOW_MS) / HOUR_MS);
  return Array.from(rows, (_, w) => {
    const block = rows.subarray(w - (w % step), w - (w % step) + step);
    const n = block.reduce((sum, row) => sum + hour.value(counts, row), 0);
    return n > 0 ? Math.min(cadence, longest / n) : 0;
  });
}

/** Adds the hours above each level. */
function addLevels(
  vector: Float64Array,
  hour: StationHour,
  [first, last]: readonly [number, number],
  levels: readonly number[],
): void {
  const [counts, least, most] = ['level_n', 'level_min', 'level_max'].map((name) => hour.field(name));
  const targets = [at.above1_h, at.above2_h, at.above3_h];
  for (const series of hour.series) {
    const { device, rows } = series;
    const each = hoursEach(hour, series);
    for (let w = first; w < last; w++) {
      const row = rows[w] ?? -1;
      const n = hour.value(counts, row);
      if (n === 0) continue;
      const hours = each[w] ?? 0;
      const [min, max] = [hour.value(least, row), hour.value(most, row)];
      vector[at.observed_h] = (vector[at.observed_h] ?? 0) + hours * n;
      for (const [i, target] of targets.entries()) {
        const above = readingsAbove(levels[i] ?? Infinity, n, min, max);
        vector[target] = (vector[target] ?? 0) + hours * above;
      }
      const mask = max >= (levels[0] ?? Infinity) ? at.above_w : at.below_w;
      // A reading stands for its cadence: the windows that it covers, inside the hour.
      const covered = Math.max(1, Math.round((device.cadenceS * 1000) / WINDOW_MS));
      for (let c = w; c < Math.min(12, w + covered); c++) vector[mask] = (vector[mask] ?? 0) | (1 << c);
    }
  }
  // Of two gauges of a station, the one that is above tells.
  vector[at.below_w] = (vector[at.below_w] ?? 0) & ~(vector[at.above_w] ?? 0);
}

function gaugeHour(vector: Float64Array | null): GaugeHour | null {
  return vector === null ? null : { above: vector[at.above_w] ?? 0, below: vector[at.below_w] ?? 0 };
}

function closeDay(vector: Float64Array, { hours, before }: DayHours): void {
  const { isCarried, groups } = eventDay(before.map(gaugeHour), hours.map(gaugeHour));
  vector[at.above_w] = vector[at.below_w] = 0;
  vector[at.carried] = isCarried ? 1 : 0;
  for (const [g, name] of groupNames.entries()) vector[at[name]] = groups[g] ?? 0;
}

/** Water levels against a station's own warning levels. [QĐ 05/2020/QĐ-TTg; kpi.md §2.6, WTR-01, WTR-02] */
export const waterDomain: Domain = {
  id: 'water',
  components: WATER.names,
  fields: ['readings', 'tms', 'level_n', 'level_min', 'level_max'],
  lookbackHours: 0,
  dayLookbackHours: EVENT_LOOKBACK_HOURS,
  subHour: [],
  closeDay,
  compute(hour, first, last) {
    const vector = new Float64Array(WATER.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const { lengthKm } = (factAt(hour.station, 'drain', hour.from) ?? {}) as Record<string, unknown>;
    if (typeof lengthKm === 'number') vector[at.drain_e] = lengthKm * (vector[EXPECTED] ?? 0);
    const levels = levelsOf(hour);
    if (levels !== null) addLevels(vector, hour, [first, last], levels);
    return vector;
  },
};
