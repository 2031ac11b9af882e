import { addBasis } from '../core/basis.js';
import { isAbove } from '../core/bounds.js';
import { componentIndex, type Domain, type MemberMethod } from '../core/method.js';

const own = [
  /** Rain, mm, and hours with a reading of it. */
  'rain',
  'rain_h',
  /** Hours only: greatest temperature, °C (0 where there is none); hours with one. */
  'temp_max',
  'temp_h',
  /** Days: with known rain, with heavy rain; with known temperature, hot. */
  'd_rain',
  'd_heavy',
  'd_temp',
  'd_hot',
] as const;

/** Components of the weather domain. */
export const WEATHER = componentIndex(own);
const at = WEATHER.at;

/** Hours that a day without the event needs; a day with it needs no more than the event. [kpi.md §2.3] */
const DAY_HOURS = 18;

/** [KPI ENV-09] Rain and temperature per station; of each local day whether it was one of heavy rain, or hot. */
export const weatherDomain: Domain = {
  id: 'weather',
  components: WEATHER.names,
  fields: ['readings', 'tms', 'rain_sum', 'rain_n', 'temp_max', 'temp_n'],
  lookbackHours: 0,
  subHour: [],
  compute(hour, first, last) {
    const vector = new Float64Array(WEATHER.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const [rain, rainN, temp, tempN] = ['rain_sum', 'rain_n', 'temp_max', 'temp_n'].map((f) => hour.field(f));
    let hottest = -Infinity;
    for (const { rows } of hour.series) {
      for (let w = first; w < last; w++) {
        const row = rows[w] ?? -1;
        vector[at.rain] = (vector[at.rain] ?? 0) + hour.value(rain, row);
        if (hour.value(rainN, row) > 0) vector[at.rain_h] = 1;
        if (hour.value(tempN, row) > 0) hottest = Math.max(hottest, hour.value(temp, row));
      }
    }
    if (hottest > -Infinity) {
      vector[at.temp_max] = hottest;
      vector[at.temp_h] = 1;
    }
    return vector;
  },
  closeDay(vector, day, context) {
    const settings = context.settings(day.from);
    vector[at.temp_max] = 0;
    const isOver = day.now >= day.to;
    const isHeavy = isAbove(vector[at.rain] ?? 0, settings.heavyRainMm);
    const isHot = day.hours.some(
      (hour) => (hour?.[at.temp_h] ?? 0) > 0 && (hour?.[at.temp_max] ?? 0) >= settings.hotCel,
    );
    vector[at.d_heavy] = isHeavy ? 1 : 0;
    vector[at.d_rain] = isHeavy || (isOver && (vector[at.rain_h] ?? 0) >= DAY_HOURS) ? 1 : 0;
    vector[at.d_hot] = isHot ? 1 : 0;
    vector[at.d_temp] = isHot || (isOver && (vector[at.temp_h] ?? 0) >= DAY_HOURS) ? 1 : 0;
  },
};

/** A day counts once for an area, however many of its stations saw it: value = days, den = days known. */
export const weatherMembers: readonly MemberMethod[] = [
  {
    kpi: 'ENV-09.heavy-rain',
    family: 'ENV-09',
    domain: 'weather',
    periods: ['month', 'year'],
    formula: { kind: 'overDays', reducer: 'days-any', components: [at.d_heavy, at.d_rain] },
    without: 'no_valid_window',
  },
  {
    kpi: 'ENV-09.hot',
    family: 'ENV-09',
    domain: 'weather',
    periods: ['month', 'year'],
    formula: { kind: 'overDays', reducer: 'days-any', components: [at.d_hot, at.d_temp] },
    without: 'no_valid_window',
  },
];
