import type { StationDays } from '../core/day-vectors.js';

/** What a gauge showed in the twelve windows of an hour, one bit a window, the first window lowest. */
export interface GaugeHour {
  readonly above: number;
  readonly below: number;
}

/** Windows of the day in groups of 48, so that a group's bits fit a float's 53. */
const GROUPS = 6;
const GROUP = 48;
const DAY_WINDOWS = GROUPS * GROUP;
/** An event is over when the level has been below for an hour. [kpi.md §6.4 WTR-02] */
const SEPARATION_WINDOWS = 12;

/** Hours before a day that tell whether an event was running at midnight. */
export const EVENT_LOOKBACK_HOURS = 3;

export interface EventDay {
  /** True when an event was running before the day's first window. */
  readonly isCarried: boolean;
  /** Windows in which an event was running, 48 bits a group. */
  readonly groups: readonly number[];
}

/**
 * The windows of a day in which a gauge's event was running: those above the level, and after them until it was seen below
 * for an hour together. A silent window neither ends nor begins one.
 * @param before the hours before the day, in order; null: none
 * @param hours the day's 24
 */
export function eventDay(
  before: readonly (GaugeHour | null)[],
  hours: readonly (GaugeHour | null)[],
): EventDay {
  let left = 0;
  let isCarried = false;
  const groups = Array.from({ length: GROUPS }, () => 0);
  for (const [i, hour] of [...before, ...hours].entries()) {
    if (i === before.length) isCarried = left > 0;
    for (let w = 0; w < 12; w++) {
      const bit = 1 << w;
      if (((hour?.above ?? 0) & bit) !== 0) left = SEPARATION_WINDOWS;
      else if (((hour?.below ?? 0) & bit) !== 0 && left > 0) left--;
      const window = (i - before.length) * 12 + w;
      if (window < 0 || left === 0) continue;
      const group = Math.floor(window / GROUP);
      groups[group] = (groups[group] ?? 0) + 2 ** (window % GROUP);
    }
  }
  return { isCarried, groups };
}

/**
 * Events of an area: stretches in which an event was running at any of its gauges, so that one flood seen by three of them
 * is one. An event belongs to the period in which it begins. Reads of each station-day: hours observed, 1 when an event
 * was running at midnight, and the groups.
 */
export function distinctEvents(stations: readonly StationDays[]): {
  value: number | null;
  num: number;
  den: number;
} {
  const days = new Map<number, { isCarried: boolean; windows: Uint8Array }>();
  let observed = 0;
  for (const { days: starts, values } of stations) {
    for (const [i, start] of starts.entries()) {
      if ((values[0]?.[i] ?? 0) <= 0) continue;
      observed++;
      const day = days.get(start) ?? { isCarried: false, windows: new Uint8Array(DAY_WINDOWS) };
      if ((values[1]?.[i] ?? 0) > 0) day.isCarried = true;
      for (let g = 0; g < GROUPS; g++) mark(day.windows, g * GROUP, values[2 + g]?.[i] ?? 0);
      days.set(start, day);
    }
  }
  let events = 0;
  for (const { isCarried, windows } of days.values()) {
    let isRunning = isCarried;
    for (const window of windows) {
      if (window === 1 && !isRunning) events++;
      isRunning = window === 1;
    }
  }
  return { value: observed > 0 ? events : null, num: events, den: observed };
}

function mark(windows: Uint8Array, first: number, bits: number): void {
  for (let w = first, rest = Math.floor(bits); rest > 0; w++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) windows[w] = 1;
  }
}
