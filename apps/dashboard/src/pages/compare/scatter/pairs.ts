import type { ComparePoint } from '../../../api/types.js';

/** A period in which both lines have a value; `i` is the place of the first's. */
export interface Pair {
  readonly i: number;
  readonly x: number;
  readonly y: number;
  readonly partial: boolean;
}

/** Pairs of two lines, the second `lag` periods later. */
export function pairsOf(
  xs: readonly ComparePoint[],
  ys: readonly ComparePoint[],
  lag: number,
): readonly Pair[] {
  return xs.flatMap((a, i) => {
    const b = ys[i + lag];
    if (a.value === null || b?.value == null) return [];
    return [{ i, x: a.value, y: b.value, partial: a.quality === 'partial' || b.quality === 'partial' }];
  });
}

/** Four to nine round numbers that span the values. */
export function niceTicks(values: readonly number[]): readonly number[] {
  if (values.length === 0) return [0, 1];
  const [lo, hi] = [Math.min(...values), Math.max(...values)];
  const spread = hi - lo || Math.abs(hi) || 1;
  const raw = spread / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const first = Math.floor(lo / step);
  const count = Math.max(1, Math.ceil(hi / step) - first);
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
