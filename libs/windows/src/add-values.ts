import { SPEED_LIMITS_KMH } from '@app/contracts';
import type { MeasureDef } from '@app/telemetry';
import { type Accumulator, addReal, addWhole, keepEnds, keepMax, keepMin } from './accumulator.js';
import { COMMON, LATENESS_EDGES_S, type PairPlaces, type WindowLayout } from './window-layout.js';
import type { WindowPoint } from './window-point.js';

/**
 * Adds what a point says by itself. Meters' differences and states' seconds depend on its neighbours and are added by
 * SeriesWindows. A point without a period stands for one cadence.
 */
export function addValues(
  layout: WindowLayout,
  acc: Accumulator,
  point: WindowPoint,
  cadenceS: number,
): void {
  const ms = Math.round((point.periodS || cadenceS) * 1000);
  addWhole(acc, COMMON.readings, 1);
  addWhole(acc, COMMON.validS, ms);
  if (point.tms) addWhole(acc, COMMON.tms, 1);
  addWhole(acc, COMMON.late0 + latenessBin((point.arrival - point.end) / 1000), 1);
  const values = point.values;
  for (const { slot, at, def } of layout.measures) {
    const value = values[slot] ?? NaN;
    if (value === value) addValue(acc, at, def, value, ms);
  }
  if (layout.pair !== null) addPair(acc, layout.pair, values);
}

function addValue(acc: Accumulator, at: number, def: MeasureDef, value: number, ms: number): void {
  switch (def.kind) {
    case 'count':
      addReal(acc, at, value);
      addWhole(acc, at + 1, 1);
      return;
    case 'gauge':
      addWhole(acc, at, 1);
      addReal(acc, at + 1, value);
      keepMin(acc, at + 2, value);
      keepMax(acc, at + 3, value);
      addReal(acc, at + 4, value * value);
      if (def.edges !== null) addWhole(acc, at + 5 + binOf(def.edges, value), 1);
      return;
    case 'level':
      addWhole(acc, at, 1);
      addReal(acc, at + 1, (ms / 1000) * 10 ** (value / 10));
      addWhole(acc, at + 2, ms);
      keepMin(acc, at + 3, value);
      keepMax(acc, at + 4, value);
      return;
    case 'meter':
      addWhole(acc, at, 1);
      keepEnds(acc, at + 2, value);
      return;
    case 'state':
      addWhole(acc, at, 1);
      keepEnds(acc, at + 5, value);
      return;
  }
}

/** Vehicle-hours need Σ n/v of each reading; a speed of 0 with vehicles is a missing speed (kpi.md §3.4). */
function addPair(acc: Accumulator, pair: PairPlaces, values: Float64Array): void {
  let sum = NaN;
  for (const slot of pair.classes) {
    const count = values[slot] ?? NaN;
    if (count === count) sum = sum === sum ? sum + count : count;
  }
  if (sum !== sum) return;
  addReal(acc, pair.at, sum);
  const speed = values[pair.speed] ?? NaN;
  if (!(speed > 0)) return;
  addReal(acc, pair.at + 1, sum);
  addReal(acc, pair.at + 2, sum / speed);
  for (let i = 0; i < SPEED_LIMITS_KMH.length && speed > (SPEED_LIMITS_KMH[i] ?? Infinity); i++) {
    addReal(acc, pair.at + 3 + i, sum);
  }
}

/** Bin of a gauge's histogram: bin i holds edge[i-1] ≤ value < edge[i]. */
function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length && value >= (edges[bin] ?? Infinity)) bin++;
  return bin;
}

/** Bin of the lateness histogram: bin i holds edge[i-1] < seconds ≤ edge[i]; what came early is in bin 0. */
function latenessBin(seconds: number): number {
  let bin = 0;
  while (bin < LATENESS_EDGES_S.length && seconds > (LATENESS_EDGES_S[bin] ?? Infinity)) bin++;
  return bin;
}
