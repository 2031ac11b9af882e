import type { Observation } from './observation.js';
import type { AirTruth } from './truth-line.js';
import { hourlyAqi, nowCast } from './vn-aqi.js';

type Means = Readonly<Record<string, number>>;

/** Means of the hour's readings by pollutant; null without readings. */
export function hourMeans(observations: readonly Observation[]): Means | null {
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
