/** VN_AQI by QĐ 1459/QĐ-TCMT (2019), written here a second time so that the platform's own is checked and not believed. */
const INDEX = [0, 50, 100, 150, 200, 300, 400, 500];
const BREAKPOINTS: Readonly<Record<string, readonly number[]>> = {
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
  co: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
  so2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
  no2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  pm25: [0, 25, 50, 80, 150, 250, 350, 500],
};

/** AQI of one parameter, rounded half up from a concentration with one decimal (kpi.md §2.3); 500 above the scale. */
export function parameterAqi(parameter: string, concentration: number): number {
  const points = BREAKPOINTS[parameter] ?? [];
  const c = Math.round(concentration * 10) / 10;
  const i = points.findIndex((point, k) => k > 0 && c <= point);
  if (i < 0) return 500;
  const [low, high] = [points[i - 1] ?? 0, points[i] ?? 0];
  const [from, to] = [INDEX[i - 1] ?? 0, INDEX[i] ?? 0];
  // Ten times the concentration is a whole number, so that 109.5 does not become 109.4999.
  const exact = ((to - from) * (Math.round(c * 10) - low * 10)) / ((high - low) * 10) + from;
  return Math.floor(exact + 0.5 + 1e-9);
}

/** NowCast of hourly means, newest first, null = missing; null when fewer than two of the newest three are there. */
export function nowCast(hours: readonly (number | null)[]): number | null {
  if (hours.slice(0, 3).filter((hour) => hour !== null).length < 2) return null;
  const known = hours.slice(0, 12).flatMap((c, i) => (c === null ? [] : [{ c, i }]));
  const greatest = Math.max(...known.map(({ c }) => c));
  if (greatest === 0) return 0;
  const w = Math.max(0.5, Math.min(...known.map(({ c }) => c)) / greatest);
  const weights = known.reduce((sum, { i }) => sum + w ** i, 0);
  return known.reduce((sum, { c, i }) => sum + w ** i * c, 0) / weights;
}

/** Hourly VN_AQI: the greatest over parameters; null without PM10 and PM2.5. */
export function hourlyAqi(
  gases: Readonly<Record<string, number>>,
  dust: { readonly pm25: number | null; readonly pm10: number | null },
): number | null {
  const parts = Object.entries(dust).flatMap(([name, value]) =>
    value === null ? [] : [parameterAqi(name, value)],
  );
  if (parts.length === 0) return null;
  return Math.max(...parts, ...Object.entries(gases).map(([name, value]) => parameterAqi(name, value)));
}
