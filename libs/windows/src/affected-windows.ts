import { holdMs, lastWindowOf, onlineUntil, showsOnline } from './holding.js';
import type { WindowLayout } from './window-layout.js';
import { METER_CARRY_MS, WINDOW_MS, windowOf, type WindowPoint } from './window-point.js';

/**
 * Windows that a late, corrected or new point bears on, ascending: its own; the ones that it shows the device online
 * or holds a state in; and the window of the next stored meter reading.
 * Some may come out without anything in them (a state that the reading doesn't carry): an empty row says the same as no
 * row. Without the limit on late ones, years of a daily sensor's readings, sent at once, would be 864 windows each.
 * `point.end`: the later one where a correction moved it. `nextMeterTime`: time of the next stored reading that carries
 * the family's meter; null for none, or no meter.
 */
export function affectedWindows(
  layout: WindowLayout,
  cadenceS: number,
  point: Pick<WindowPoint, 'time' | 'end' | 'arrival'>,
  nextMeterTime: number | null,
): number[] {
  const held = layout.states.length > 0 ? point.time + holdMs(cadenceS) : point.time;
  const starts = [windowOf(point.time)];
  const online = showsOnline(point, cadenceS) ? onlineUntil(point, cadenceS) : point.time;
  const last = Math.max(windowOf(point.time), lastWindowOf(Math.max(held, online)));
  for (let start = windowOf(point.time) + WINDOW_MS; start <= last; start += WINDOW_MS) starts.push(start);
  if (layout.meters.length === 0 || nextMeterTime === null) return starts;
  const next = windowOf(nextMeterTime);
  if (next > last && nextMeterTime - point.time <= METER_CARRY_MS && !starts.includes(next))
    starts.push(next);
  return starts;
}
