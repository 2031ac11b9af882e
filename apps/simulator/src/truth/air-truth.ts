import type { CityDevice } from '../inventory/city.js';
import { HOUR_MS } from '../model/local-time.js';
import type { Observation } from './observation.js';
import type { AirTruth } from './truth-line.js';
import { hourlyAqi, nowCast } from './vn-aqi.js';

type Means = Readonly<Record<string, number>>;

/** Share of an hour's readings that its mean needs. [kpi.md §2.3] */
const HOUR_SHARE = 0.75;

/** Means of the hour's readings by pollutant; null with less than three quarters of what its devices owe. */
export function hourMeans(
  devices: readonly CityDevice[],
  observations: readonly Observation[],
): Means | null {
  const due = devices.reduce((sum, { cadenceMs }) => sum + HOUR_MS / cadenceMs, 0);
  if (observations.length < HOUR_SHARE * due) return null;
  const sums = new Map<string, { sum: number; n: number }>();
  for (const sample of observations.flatMap((one) => one.samples)) {
    if (sample.kind !== 'plain') continue;
    for (const [key, value] of Object.entries(sample.values)) {
      const { sum, n } = sums.get(key) ?? { sum: 0, n: 0 };
      sums.set(key, { sum: sum + value, n: n + 1 });
    }
  }
  if (sums.size === 0) return null;
  return Object.fromEntries([...sums].map(([key, { sum, n }]) => [key, sum / n]));
}

/** AQI of an hour; `earlier` are the eleven hours before it, newest first, null where nothing was measured. */
export function airHour(means: Means, earlier: readonly (Means | null)[]): AirTruth {
  const series = (key: string) => [means, ...earlier].map((hour) => hour?.[key] ?? null);
  const dust = { pm25: nowCast(series('pm25')), pm10: nowCast(series('pm10')) };
  const { pm25: _fine, pm10: _coarse, ...gases } = means;
  return { means, nowCast: dust, aqi: hourlyAqi(gases, dust) };
}
