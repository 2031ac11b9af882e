import { WINDOW_MS, type WindowPoint } from './window-point.js';

/** Cadences that a reading shows its device online for, and that a state is held (DAT-01, DESIGN §3). */
const HELD_CADENCES = 3;

/** Intervals up to this long, or three cadences if that is more, keep their whole online span. */
const LONGEST_INTERVAL_MS = WINDOW_MS;

/** How long a state is held, and a device is online after an interval's end, in ms. */
export function holdMs(cadenceS: number): number {
  return cadenceS * 1000 * HELD_CADENCES;
}

/**
 * How far before a window stored points are needed, in ms: a reading shows its device online, or holds a state, until
 * at most this much after its own start. Longer intervals than max(3 cadences, 5 min) are cut there, so that a window
 * never depends on an unbounded past.
 */
export function lookbackMs(cadenceS: number): number {
  return holdMs(cadenceS) + Math.max(holdMs(cadenceS), LONGEST_INTERVAL_MS);
}

/** False for a reading that came later than it could have shown anything: its device isn't made online after the fact. */
export function showsOnline(point: Pick<WindowPoint, 'end' | 'arrival'>, cadenceS: number): boolean {
  return point.arrival <= point.end + holdMs(cadenceS);
}

/** End of the span [point.end, …) in which a reading that came in time shows its device online. */
export function onlineUntil(point: Pick<WindowPoint, 'time' | 'end'>, cadenceS: number): number {
  return Math.min(point.end + holdMs(cadenceS), point.time + lookbackMs(cadenceS));
}

/** Start of the last window that a span ending (exclusively) at `end` reaches into. */
export function lastWindowOf(end: number): number {
  return (Math.ceil(end / WINDOW_MS) - 1) * WINDOW_MS;
}
