/** Fewer pairs than this say nothing that should be printed. */
export const MIN_PAIRS = 8;
/** Two-sided 95 % of the normal distribution. */
const Z95 = 1.959964;

/** A coefficient with its approximate 95 % interval. */
export interface Coefficient {
  readonly value: number;
  readonly lo: number;
  readonly hi: number;
}

/** What two series have to do with each other; refused with the reason where that can't be said. */
export type Correlation =
  | {
      /** Pairs of values that both series have. */
      readonly n: number;
      readonly pearson: Coefficient;
      readonly spearman: Coefficient;
      readonly refused: null;
    }
  | {
      readonly n: number;
      readonly pearson: null;
      readonly spearman: null;
      readonly refused: 'fewer than 8 pairs' | 'a series does not vary';
    };

/**
 * Pearson's and Spearman's coefficients of two series on one axis: `a[i]` is paired with `b[i + lag]`, so that a positive
 * lag asks whether b follows a. Intervals by Fisher's z: standard error 1/√(n−3), for Spearman √((1 + ρ²/2)/(n−3)) (Bonett
 * and Wright 2000). They take the pairs for independent, which values of neighbouring periods seldom are.
 */
export function correlate(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  lag = 0,
): Correlation {
  const xs: number[] = [];
  const ys: number[] = [];
  a.forEach((x, i) => {
    const y = b[i + lag];
    if (x === null || y === null || y === undefined) return;
    xs.push(x);
    ys.push(y);
  });
  const n = xs.length;
  const nothing = { n, pearson: null, spearman: null } as const;
  if (n < MIN_PAIRS) return { ...nothing, refused: 'fewer than 8 pairs' };
  const r = pearson(xs, ys);
  const rho = pearson(ranks(xs), ranks(ys));
  if (r === null || rho === null) return { ...nothing, refused: 'a series does not vary' };
  return {
    n,
    pearson: interval(r, 1 / Math.sqrt(n - 3)),
    spearman: interval(rho, Math.sqrt((1 + rho ** 2 / 2) / (n - 3))),
    refused: null,
  };
}

/** Pearson's r; null when either series is constant. Centred first, so that large values lose nothing. */
export function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const [mx, my] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((x, i) => {
    const [dx, dy] = [x - mx, (ys[i] ?? my) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  // Equal values may leave a rest of rounding behind.
  if (xx <= (1e-12 * mx) ** 2 * xs.length || yy <= (1e-12 * my) ** 2 * ys.length) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const found = values.map(() => 0);
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[first] ?? 0]) end++;
    for (const i of order.slice(first, end)) found[i] = (first + 1 + end) / 2;
    first = end;
  }
  return found;
}

function interval(value: number, error: number): Coefficient {
  if (Math.abs(value) === 1) return { value, lo: value, hi: value };
  const z = Math.atanh(value);
  return { value, lo: Math.tanh(z - Z95 * error), hi: Math.tanh(z + Z95 * error) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
