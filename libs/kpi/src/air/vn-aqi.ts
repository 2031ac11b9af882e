import type { Pollutant } from '../core/method.js';

/** VN_AQI, [QĐ 1459/QĐ-TCMT] as read in kpi.md §2.1–2.3. Concentrations are µg/m³. */

/** Columns of the breakpoint table; O3 has one for 1 h and one for 8 h means. */
export type AqiColumn = 'o3_1h' | 'o3_8h' | 'co' | 'so2' | 'no2' | 'pm10' | 'pm25';

const INDEX = [0, 50, 100, 150, 200, 300, 400, 500] as const;

const BREAKPOINTS: Readonly<Record<AqiColumn, readonly number[]>> = {
  o3_1h: [0, 160, 200, 300, 400, 800, 1000, 1200],
  o3_8h: [0, 100, 120, 170, 210, 400],
  co: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
  so2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
  no2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  pm25: [0, 25, 50, 80, 150, 250, 350, 500],
};

/** The six bands, by their greatest index. Classify after rounding. */
export const AQI_BANDS = [
  { upTo: 50, key: 'good', vi: 'Tốt', en: 'Good', colour: '#00E400' },
  { upTo: 100, key: 'moderate', vi: 'Trung bình', en: 'Moderate', colour: '#FFFF00' },
  { upTo: 150, key: 'poor', vi: 'Kém', en: 'Unhealthy for sensitive groups', colour: '#FF7E00' },
  { upTo: 200, key: 'bad', vi: 'Xấu', en: 'Unhealthy', colour: '#FF0000' },
  { upTo: 300, key: 'very_bad', vi: 'Rất xấu', en: 'Very unhealthy', colour: '#8F3F97' },
  { upTo: 500, key: 'hazardous', vi: 'Nguy hại', en: 'Hazardous', colour: '#7E0023' },
] as const;
export type AqiBand = (typeof AQI_BANDS)[number];

/** Band of a rounded index. */
export function aqiBand(index: number): AqiBand {
  return AQI_BANDS.find((band) => index <= band.upTo) ?? AQI_BANDS[5];
}

/** Half-up at so many decimals; 109.5 that binary arithmetic made 109.49999999999999 still becomes 110. */
export function roundHalfUp(value: number, decimals = 0): number {
  const factor = 10 ** decimals;
  return Math.floor(value * factor + 0.5 + 1e-9) / factor;
}

/** Sub-index before rounding, of a concentration rounded to one decimal first; 500 above the last breakpoint. */
export function subIndex(column: AqiColumn, concentration: number): number {
  const c = roundHalfUp(Math.max(0, concentration), 1);
  const points = BREAKPOINTS[column];
  for (let i = 0; i + 1 < points.length; i++) {
    const low = points[i] ?? 0;
    const high = points[i + 1] ?? 0;
    if (c > high) continue;
    const from = INDEX[i] ?? 0;
    const to = INDEX[i + 1] ?? 0;
    return ((to - from) / (high - low)) * (c - low) + from;
  }
  return 500;
}

export interface Aqi {
  /** Integer 0–500. */
  readonly index: number;
  /** Parameter with the greatest sub-index; the first in the order given when equal. */
  readonly dominant: Pollutant;
  /** A concentration lay above the last breakpoint. */
  readonly overRange: boolean;
  /** Rounded sub-index by parameter. */
  readonly parts: Readonly<Partial<Record<Pollutant, number>>>;
}

/** The greatest sub-index; null unless PM10 or PM2.5 is among them. [QĐ 1459, kpi.md §2.1] */
function combine(parts: readonly { pollutant: Pollutant; index: number; top: boolean }[]): Aqi | null {
  if (!parts.some(({ pollutant }) => pollutant === 'pm25' || pollutant === 'pm10')) return null;
  const rounded: Partial<Record<Pollutant, number>> = {};
  let best: { pollutant: Pollutant; index: number } | null = null;
  for (const { pollutant, index } of parts) {
    const value = roundHalfUp(index);
    rounded[pollutant] = Math.max(value, rounded[pollutant] ?? 0);
    if (best === null || value > best.index) best = { pollutant, index: value };
  }
  if (best === null) return null;
  return { index: best.index, dominant: best.pollutant, overRange: parts.some((p) => p.top), parts: rounded };
}

/**
 * NowCast of the 12 hourly means `hours[0]` (the current hour) to `hours[11]` (the oldest), null = missing.
 * Null unless two of the newest three are there. With w = 1/2 the terms that are present are normalised by
 * their weights, since the text read literally would be biased low by gaps. [kpi.md §2.1, §2.3]
 */
export function nowCast(hours: readonly (number | null)[]): number | null {
  const present = hours.slice(0, 12).flatMap((c, i) => (c === null || c === undefined ? [] : [{ c, i }]));
  if (present.filter(({ i }) => i < 3).length < 2) return null;
  const max = Math.max(...present.map(({ c }) => c));
  const min = Math.min(...present.map(({ c }) => c));
  if (max <= 0) return 0;
  const w = Math.max(min / max, 0.5);
  let sum = 0;
  let weights = 0;
  for (const { c, i } of present) {
    const weight = w ** i;
    sum += weight * c;
    weights += weight;
  }
  return sum / weights;
}

const GASES = { no2: 'no2', o3: 'o3_1h', so2: 'so2', co: 'co' } as const;

/** Hourly means of one station: gases of the current hour, particulates of the last twelve (newest first). */
export interface HourlyInput {
  readonly gases: Readonly<Partial<Record<'no2' | 'o3' | 'so2' | 'co', number | null>>>;
  readonly pm25: readonly (number | null)[];
  readonly pm10: readonly (number | null)[];
}

const beyond = (column: AqiColumn, c: number): boolean => c > (BREAKPOINTS[column].at(-1) ?? Infinity);

/** [KPI ENV-01] VN_AQI of an hour; null without particulates. */
export function hourlyAqi(input: HourlyInput): Aqi | null {
  const parts: { pollutant: Pollutant; index: number; top: boolean }[] = [];
  for (const pollutant of ['pm25', 'pm10'] as const) {
    const c = nowCast(input[pollutant]);
    if (c !== null) parts.push({ pollutant, index: subIndex(pollutant, c), top: beyond(pollutant, c) });
  }
  for (const [pollutant, column] of Object.entries(GASES) as ['no2', AqiColumn][]) {
    const c = input.gases[pollutant];
    if (c === null || c === undefined) continue;
    parts.push({ pollutant, index: subIndex(column, c), top: beyond(column, c) });
  }
  return combine(parts);
}

/** A day's 24 hourly means in time order, and for O3 the 7 before them too (31 in all); null = missing. */
export interface DailyInput {
  readonly pm25: readonly (number | null)[];
  readonly pm10: readonly (number | null)[];
  readonly so2: readonly (number | null)[];
  readonly no2: readonly (number | null)[];
  readonly co: readonly (number | null)[];
  /** From 17:00 of the day before: index 7 is the day's first hour. */
  readonly o3: readonly (number | null)[];
}

const present = (hours: readonly (number | null)[]): number[] => hours.filter((c): c is number => c !== null);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** 8-hour means of consecutive hourly means, stamped at their last hour; null with fewer than 6 of 8. */
export function eightHourMeans(hours: readonly (number | null)[]): (number | null)[] {
  const means: (number | null)[] = [];
  for (let last = 7; last < hours.length; last++) {
    const values = present(hours.slice(last - 7, last + 1));
    means.push(values.length >= 6 ? mean(values) : null);
  }
  return means;
}

/**
 * [KPI ENV-02] VN_AQI of a day: mean of the particulates, greatest hour of SO2, NO2 and CO, for O3 the greater of
 * the 1 h and 8 h sub-indices (8 h is left out above 400). A parameter needs 18 of 24 hours. Null without
 * particulates.
 */
export function dailyAqi(input: DailyInput): Aqi | null {
  const parts: { pollutant: Pollutant; index: number; top: boolean }[] = [];
  const part = (pollutant: Pollutant, column: AqiColumn, c: number): void => {
    parts.push({ pollutant, index: subIndex(column, c), top: beyond(column, c) });
  };
  for (const pollutant of ['pm25', 'pm10'] as const) {
    const hours = present(input[pollutant]);
    if (hours.length >= 18) part(pollutant, pollutant, mean(hours));
  }
  for (const pollutant of ['so2', 'no2', 'co'] as const) {
    const hours = present(input[pollutant]);
    if (hours.length >= 18) part(pollutant, pollutant, Math.max(...hours));
  }
  const day = present(input.o3.slice(7));
  if (day.length >= 18) part('o3', 'o3_1h', Math.max(...day));
  const eight = present(eightHourMeans(input.o3));
  if (eight.length >= 18 && Math.max(...eight) <= 400) part('o3', 'o3_8h', Math.max(...eight));
  return combine(parts);
}
