import { WINDOW_MS } from '@app/contracts';
import { addBasis, EXPECTED, READINGS } from '../core/basis.js';
import { expectedReadings } from '../core/expected.js';
import { componentIndex, type Domain, type MethodContext, type Pollutant } from '../core/method.js';
import type { StationHour } from '../core/windows.js';
import { hourlyAqi } from './vn-aqi.js';

const POLLUTANTS = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'] as const satisfies readonly Pollutant[];
export const HOUR_LIMITED = ['so2', 'no2', 'co', 'o3'] as const satisfies readonly Pollutant[];
export const DAY_LIMITED = ['so2', 'no2', 'pm10', 'pm25'] as const satisfies readonly Pollutant[];

const own = [
  /** Σ of valid hourly means and the number of valid hours, by pollutant. */
  ...POLLUTANTS.map((p) => `m_${p}` as const),
  ...POLLUTANTS.map((p) => `h_${p}` as const),
  /** Station-hours valid and above the limit; station-days likewise. */
  ...HOUR_LIMITED.map((p) => `v1_${p}` as const),
  ...HOUR_LIMITED.map((p) => `x1_${p}` as const),
  ...DAY_LIMITED.map((p) => `v24_${p}` as const),
  ...DAY_LIMITED.map((p) => `x24_${p}` as const),
  /** Hours only: VN_AQI, 1 when there is one, and index of the dominant parameter in POLLUTANTS. */
  'aqi',
  'aqi_n',
  'dominant',
] as const;

export const AIR = componentIndex(own);
const at = AIR.at;

/** Share of an hour's readings, and hours of a day, that a mean needs. [kpi.md §2.3] */
const HOUR_SHARE = 0.75;
const DAY_HOURS = 18;

function hourMean(hour: StationHour, pollutant: Pollutant, first: number, last: number): number | null {
  const sums = hour.field(`${pollutant}_sum`);
  const counts = hour.field(`${pollutant}_n`);
  let sum = 0;
  let n = 0;
  let due = 0;
  for (const series of hour.series) {
    let own = 0;
    for (let w = first; w < last; w++) {
      sum += hour.value(sums, series.rows[w] ?? -1);
      own += hour.value(counts, series.rows[w] ?? -1);
    }
    n += own;
    const measures = series.device.measures === null || series.device.measures.has(pollutant);
    if (!series.registered || !measures) continue;
    const from = hour.from + first * WINDOW_MS;
    due += expectedReadings(series.device, from, hour.from + last * WINDOW_MS, hour.now);
  }
  if (n === 0 || n < HOUR_SHARE * due - 1e-9) return null;
  return sum / n;
}

function setAqi(vector: Float64Array, history: readonly (Float64Array | null)[]): void {
  vector[at.aqi] = vector[at.aqi_n] = vector[at.dominant] = 0;
  // A station without one reading in the hour isn't reporting: its NowCast would be of other hours only.
  if ((vector[READINGS] ?? 0) === 0) return;
  const mean = (hour: Float64Array | null, p: Pollutant): number | null =>
    hour === null || (hour[at[`h_${p}`]] ?? 0) === 0 ? null : (hour[at[`m_${p}`]] ?? 0);
  const twelve = [vector, ...history.slice(0, 11)];
  const aqi = hourlyAqi({
    gases: {
      no2: mean(vector, 'no2'),
      o3: mean(vector, 'o3'),
      so2: mean(vector, 'so2'),
      co: mean(vector, 'co'),
    },
    pm25: twelve.map((hour) => mean(hour, 'pm25')),
    pm10: twelve.map((hour) => mean(hour, 'pm10')),
  });
  if (aqi === null) return;
  vector[at.aqi] = aqi.index;
  vector[at.aqi_n] = 1;
  vector[at.dominant] = POLLUTANTS.indexOf(aqi.dominant);
}

/** Air quality per station: hourly means, exceedances and VN_AQI. [kpi.md §2, ENV-01, ENV-05] */
export const airDomain: Domain = {
  id: 'air',
  components: AIR.names,
  fields: ['readings', 'tms', ...POLLUTANTS.flatMap((p) => [`${p}_sum`, `${p}_n`])],
  lookbackHours: 11,
  subHour: [],
  compute(hour, first, last, context) {
    const vector = new Float64Array(AIR.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const closed = hour.now >= hour.from + last * WINDOW_MS;
    for (const pollutant of POLLUTANTS) {
      const mean = hourMean(hour, pollutant, first, last);
      if (mean === null || (vector[EXPECTED] ?? 0) === 0) continue;
      vector[at[`m_${pollutant}`]] = mean;
      vector[at[`h_${pollutant}`]] = 1;
      if (!closed) continue;
      const limited = (HOUR_LIMITED as readonly Pollutant[]).includes(pollutant);
      if (limited) countHour(vector, pollutant as (typeof HOUR_LIMITED)[number], mean, hour.from, context);
    }
    return vector;
  },
  derive: setAqi,
  closeDay(vector, day, context) {
    vector[at.aqi] = vector[at.aqi_n] = vector[at.dominant] = 0;
    for (const pollutant of DAY_LIMITED) {
      const hours = vector[at[`h_${pollutant}`]] ?? 0;
      const limit = context.limit(pollutant, '24h', day.from);
      if (day.now < day.to || hours < DAY_HOURS || limit === null) continue;
      vector[at[`v24_${pollutant}`]] = 1;
      vector[at[`x24_${pollutant}`]] = (vector[at[`m_${pollutant}`]] ?? 0) / hours > limit ? 1 : 0;
    }
  },
};

function countHour(
  vector: Float64Array,
  pollutant: (typeof HOUR_LIMITED)[number],
  mean: number,
  from: number,
  context: MethodContext,
): void {
  const limit = context.limit(pollutant, '1h', from);
  if (limit === null) return;
  vector[at[`v1_${pollutant}`]] = 1;
  vector[at[`x1_${pollutant}`]] = mean > limit ? 1 : 0;
}
