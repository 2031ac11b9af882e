import { WINDOW_MS } from '@app/contracts';
import { addBasis, EXPECTED, READINGS } from '../core/basis.js';
import { isAbove } from '../core/bounds.js';
import { expectedReadings } from '../core/expected.js';
import type { Domain, MethodContext, Pollutant } from '../core/method.js';
import type { StationHour } from '../core/windows.js';
import { AIR, HOUR_LIMITED, meanOfHour, POLLUTANTS, YEARLY } from './air-components.js';
import { closeAirDay, DAY_LOOKBACK_HOURS } from './air-day.js';
import { hourlyAqi } from './vn-aqi.js';

const at = AIR.at;

/** Share of an hour's readings that a mean needs. [kpi.md §2.3] */
const HOUR_SHARE = 0.75;

/** Mean of a pollutant in windows [first, last), null with too few readings; and how many readings were due. */
function hourMean(
  hour: StationHour,
  pollutant: Pollutant,
  first: number,
  last: number,
): { mean: number | null; due: number } {
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
  return { mean: n === 0 || n < HOUR_SHARE * due - 1e-9 ? null : sum / n, due };
}

function setAqi(vector: Float64Array, history: readonly (Float64Array | null)[]): void {
  vector[at.aqi] = vector[at.aqi_n] = vector[at.dominant] = vector[at.aqi_over] = 0;
  // A station without one reading in the hour isn't reporting: its NowCast would be of other hours only.
  if ((vector[READINGS] ?? 0) === 0) return;
  const twelve = [vector, ...history.slice(0, 11)];
  const aqi = hourlyAqi({
    gases: {
      no2: meanOfHour(vector, 'no2'),
      o3: meanOfHour(vector, 'o3'),
      so2: meanOfHour(vector, 'so2'),
      co: meanOfHour(vector, 'co'),
    },
    pm25: twelve.map((hour) => meanOfHour(hour, 'pm25')),
    pm10: twelve.map((hour) => meanOfHour(hour, 'pm10')),
  });
  if (aqi === null) return;
  vector[at.aqi] = aqi.index;
  vector[at.aqi_n] = 1;
  vector[at.dominant] = POLLUTANTS.indexOf(aqi.dominant);
  vector[at.aqi_over] = aqi.overRange ? 1 : 0;
}

/** Air quality per station: hourly and daily means, exceedances and VN_AQI. [kpi.md §2, ENV-01 … ENV-05] */
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
      const { mean, due } = hourMean(hour, pollutant, first, last);
      const yearly = YEARLY.find((one) => one === pollutant);
      if (yearly !== undefined && due > 0) vector[at[`o_${yearly}`]] = 1;
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
  dayLookbackHours: DAY_LOOKBACK_HOURS,
  closeDay: closeAirDay,
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
  vector[at[`x1_${pollutant}`]] = isAbove(mean, limit) ? 1 : 0;
}
