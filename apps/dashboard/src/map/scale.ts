import type { Band, Direction } from '../api/types.js';

/** A class of the map's legend: values below `upTo` (null: all the rest), drawn in the scale's step. */
export interface MapClass {
  readonly upTo: number | null;
  /** 0 (best) … 4 (worst) of the sequential scale; ignored where `colour` is given. */
  readonly step: number;
  /** An official colour (VN_AQI). */
  readonly colour: string | null;
}

/** Inner breaks of KPIs whose range is known; the others get breaks from their values. */
const BREAKS: Readonly<Record<string, readonly number[]>> = {
  'MOB-05': [1.2, 1.35, 1.5, 2],
  'MOB-04': [20, 28, 36, 44],
  'NRG-02': [80, 90, 95, 98],
  'WST-02': [0.5, 1, 2, 5],
  'DAT-01': [50, 75, 90, 95],
  'DAT-02': [50, 75, 90, 95],
  'DAT-03.share60': [50, 75, 90, 95],
};

/** Five classes (or the official bands) of a KPI, ascending. More colour is worse where the direction says so. */
export function classesOf(
  kpi: string,
  direction: Direction,
  bands: readonly Band[],
  values: readonly number[],
): readonly MapClass[] {
  if (bands.length > 0)
    return bands.map((band, step) => ({ upTo: band.upTo, step: Math.min(step, 4), colour: band.colour }));
  const breaks = BREAKS[kpi] ?? niceBreaks(values);
  const ends: readonly (number | null)[] = [...breaks, null];
  return ends.map((upTo, i) => ({ upTo, step: direction === 'up' ? ends.length - 1 - i : i, colour: null }));
}

/** Class of a value: bands include their upper end [QĐ 1459], our own classes don't. */
export function classOf(value: number, classes: readonly MapClass[]): MapClass | null {
  return (
    classes.find(
      (one) => one.upTo === null || (one.colour === null ? value < one.upTo : value <= one.upTo),
    ) ?? null
  );
}

/** Four round numbers that cut the values' range in five. */
export function niceBreaks(values: readonly number[]): readonly number[] {
  const lo = Math.min(...values);
  const hi = Math.max(...values);
  if (!Number.isFinite(lo) || !Number.isFinite(hi)) return [1, 2, 3, 4];
  const raw = Math.max(hi - lo, Math.abs(hi) * 0.05, 1e-6) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const first = Math.floor(lo / step) * step + step;
  return [0, 1, 2, 3].map((i) => Number((first + i * step).toPrecision(10)));
}
