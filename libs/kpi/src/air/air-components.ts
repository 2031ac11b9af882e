import { componentIndex, type Pollutant } from '../core/method.js';

export const POLLUTANTS = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'] as const satisfies readonly Pollutant[];
/** Pollutants that QCVN 05 limits by the hour, by 8 hours and by the day, and whose annual mean ENV-04 gives. */
export const HOUR_LIMITED = ['so2', 'no2', 'co', 'o3'] as const satisfies readonly Pollutant[];
export const EIGHT_HOUR_LIMITED = ['o3', 'co'] as const satisfies readonly Pollutant[];
export const DAY_LIMITED = ['so2', 'no2', 'pm10', 'pm25'] as const satisfies readonly Pollutant[];
export const YEARLY = ['pm25', 'pm10', 'no2', 'so2', 'o3'] as const satisfies readonly Pollutant[];

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
  /** 8-hour means, stamped at their last hour: valid and above the limit. */
  ...EIGHT_HOUR_LIMITED.map((p) => `v8_${p}` as const),
  ...EIGHT_HOUR_LIMITED.map((p) => `x8_${p}` as const),
  /** Hours in which the station owed readings of the pollutant. */
  ...YEARLY.map((p) => `o_${p}` as const),
  /** Days that are over: owed, with a valid daily mean, and Σ of the means. */
  ...YEARLY.map((p) => `due_${p}` as const),
  ...YEARLY.map((p) => `dd_${p}` as const),
  ...YEARLY.map((p) => `dm_${p}` as const),
  /** Days: VN_AQI so far and 1 when there is one; of days that are over: owed, with an AQI, and with one up to 100. */
  'd_aqi',
  'd_aqi_n',
  'd_due',
  'd_valid',
  'd_good',
  /** 1 when a concentration lay above the last breakpoint: of hours only, and of the days' AQI. */
  'aqi_over',
  'd_aqi_over',
] as const;

/** Components of the air domain. */
export const AIR = componentIndex(own);

/** Hourly mean of a pollutant; null where the hour has no valid one. */
export function meanOfHour(hour: Float64Array | null, pollutant: Pollutant): number | null {
  const { at } = AIR;
  return hour === null || (hour[at[`h_${pollutant}`]] ?? 0) === 0 ? null : (hour[at[`m_${pollutant}`]] ?? 0);
}
