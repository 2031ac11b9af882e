import type { WindowLayout } from './window-layout.js';

/**
 * Running fields of a window: a row followed by as many compensations. Seconds are held as whole milliseconds, which
 * add exactly; `finish` makes seconds of them.
 */
export type Accumulator = Float64Array;

export function emptyAccumulator(layout: WindowLayout): Accumulator {
  const acc = new Float64Array(layout.fields.length * 2);
  for (const place of layout.valueFields) acc[place] = NaN;
  return acc;
}

/** Adds a whole number: exact up to 2^53, so without compensation. */
export function addWhole(acc: Accumulator, place: number, value: number): void {
  acc[place] = (acc[place] ?? 0) + value;
}

/** Adds with Neumaier's compensation: the error doesn't grow with the number of addends. */
export function addReal(acc: Accumulator, place: number, value: number): void {
  const half = acc.length / 2;
  const sum = acc[place] ?? 0;
  const next = sum + value;
  const lost = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
  acc[half + place] = (acc[half + place] ?? 0) + lost;
  acc[place] = next;
}

export function keepMin(acc: Accumulator, place: number, value: number): void {
  const least = acc[place] ?? NaN;
  if (!(least <= value)) acc[place] = value;
}

export function keepMax(acc: Accumulator, place: number, value: number): void {
  const most = acc[place] ?? NaN;
  if (!(most >= value)) acc[place] = value;
}

/** `first` stays, `last` follows; the two fields lie beside each other. */
export function keepEnds(acc: Accumulator, first: number, value: number): void {
  if (Number.isNaN(acc[first])) acc[first] = value;
  acc[first + 1] = value;
}

/** The row that an accumulator stands for; the accumulator stays as it is. */
export function finish(layout: WindowLayout, acc: Accumulator): Float64Array {
  const size = layout.fields.length;
  const row = acc.slice(0, size);
  for (let place = 0; place < size; place++) row[place] = (row[place] ?? 0) + (acc[size + place] ?? 0);
  for (const place of layout.msFields) row[place] = (row[place] ?? 0) / 1000;
  return row;
}
