import { isAbove } from '../core/bounds.js';
import type { DayHours, MethodContext } from '../core/method.js';
import { HOUR_MS } from '../time/civil.js';
import { AIR, DAY_LIMITED, EIGHT_HOUR_LIMITED, meanOfHour, YEARLY } from './air-components.js';
import { dailyAqi, eightHourMeans } from './vn-aqi.js';

const at = AIR.at;

/** Hours of a day that a mean needs. [kpi.md §2.3] */
const DAY_HOURS = 18;
/** Greatest AQI of a good or moderate day. [QĐ 1459, ENV-03] */
const MODERATE = 100;
/** 8-hour means reach back seven hours into the day before. [QĐ 1459] */
export const DAY_LOOKBACK_HOURS = 7;

/** Components of a day that aren't sums over its hours: means of 8 and 24 hours, and the daily VN_AQI. In place. */
export function closeAirDay(vector: Float64Array, day: DayHours, context: MethodContext): void {
  vector[at.aqi] = vector[at.aqi_n] = vector[at.dominant] = vector[at.aqi_over] = 0;
  const isOver = day.now >= day.to;
  const hours = Array.from({ length: 24 }, (_, i) => day.hours[i] ?? null);
  const before = Array.from({ length: DAY_LOOKBACK_HOURS }, (_, i) => day.before[i] ?? null);
  setDailyAqi(vector, hours, before, isOver);
  setEightHours(vector, [...before, ...hours], day, context);
  if (!isOver) return;
  for (const pollutant of DAY_LIMITED) {
    const count = vector[at[`h_${pollutant}`]] ?? 0;
    const limit = context.limit(pollutant, '24h', day.from);
    if (count < DAY_HOURS || limit === null) continue;
    vector[at[`v24_${pollutant}`]] = 1;
    const mean = (vector[at[`m_${pollutant}`]] ?? 0) / count;
    vector[at[`x24_${pollutant}`]] = isAbove(mean, limit) ? 1 : 0;
  }
  for (const pollutant of YEARLY) {
    const count = vector[at[`h_${pollutant}`]] ?? 0;
    if ((vector[at[`o_${pollutant}`]] ?? 0) >= DAY_HOURS) vector[at[`due_${pollutant}`]] = 1;
    if (count < DAY_HOURS) continue;
    vector[at[`dd_${pollutant}`]] = 1;
    vector[at[`dm_${pollutant}`]] = (vector[at[`m_${pollutant}`]] ?? 0) / count;
  }
}

/** [KPI ENV-02, ENV-03] The day's AQI, of a running day of its hours so far. */
function setDailyAqi(
  vector: Float64Array,
  hours: readonly (Float64Array | null)[],
  before: readonly (Float64Array | null)[],
  isOver: boolean,
): void {
  const means = (pollutant: 'pm25' | 'pm10' | 'so2' | 'no2' | 'co' | 'o3'): (number | null)[] =>
    hours.map((hour) => meanOfHour(hour, pollutant));
  const aqi = dailyAqi({
    pm25: means('pm25'),
    pm10: means('pm10'),
    so2: means('so2'),
    no2: means('no2'),
    co: means('co'),
    o3: [...before.map((hour) => meanOfHour(hour, 'o3')), ...means('o3')],
  });
  if (aqi !== null) {
    vector[at.d_aqi] = aqi.index;
    vector[at.d_aqi_n] = 1;
    vector[at.d_aqi_over] = aqi.overRange ? 1 : 0;
  }
  if (!isOver) return;
  const owed = Math.max(vector[at.o_pm25] ?? 0, vector[at.o_pm10] ?? 0);
  vector[at.d_due] = owed >= DAY_HOURS ? 1 : 0;
  vector[at.d_valid] = aqi === null ? 0 : 1;
  vector[at.d_good] = aqi !== null && aqi.index <= MODERATE ? 1 : 0;
}

/** [KPI ENV-05] The day's 8-hour means whose last hour is over; the limit is that of their first hour's date. */
function setEightHours(
  vector: Float64Array,
  hours: readonly (Float64Array | null)[],
  day: DayHours,
  context: MethodContext,
): void {
  for (const pollutant of EIGHT_HOUR_LIMITED) {
    const means = eightHourMeans(hours.map((hour) => meanOfHour(hour, pollutant)));
    for (const [i, mean] of means.entries()) {
      const end = day.from + (i + 1) * HOUR_MS;
      const limit = context.limit(pollutant, '8h', end - 8 * HOUR_MS);
      if (mean === null || limit === null || end > day.now) continue;
      vector[at[`v8_${pollutant}`]] = (vector[at[`v8_${pollutant}`]] ?? 0) + 1;
      if (isAbove(mean, limit)) vector[at[`x8_${pollutant}`]] = (vector[at[`x8_${pollutant}`]] ?? 0) + 1;
    }
  }
}
