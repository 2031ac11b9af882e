import type { WindowLayout } from './window-layout.js';

/**
 * Windows that a late, corrected or new point bears on, ascending: its own; the ones that it shows the device online
 * or holds a state in; and the window of the next stored meter reading.
 * `nextMeterTime`: time of the next stored reading that carries the family's meter; null for none, or no meter.
 */
export function affectedWindows(
  _layout: WindowLayout,
  _cadenceS: number,
  _point: { readonly time: number; readonly end: number },
  _nextMeterTime: number | null,
): number[] {
  return [];
}
