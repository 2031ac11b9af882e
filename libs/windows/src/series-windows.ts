import { type Accumulator, addReal, addWhole, emptyAccumulator, finish } from './accumulator.js';
import { addValues } from './add-values.js';
import { Coverage } from './coverage.js';
import { holdMs, lastWindowOf, onlineUntil, showsOnline } from './holding.js';
import { COMMON, type PlacedMeasure, type WindowLayout } from './window-layout.js';
import { METER_CARRY_MS, WINDOW_MS, windowOf, type WindowPoint, type WindowRow } from './window-point.js';

/** Newest reading of a meter or a state. */
interface Held {
  readonly measure: PlacedMeasure;
  value: number;
  time: number;
}

const held = (measure: PlacedMeasure): Held => ({ measure, value: NaN, time: -Infinity });

/**
 * The incremental path: windows of one series (device and lane) whose points come in order of time. Holds the open
 * window and what the next ones need of the past: last meter reading, state, online time.
 */
export class SeriesWindows {
  private readonly meters: readonly Held[];
  private readonly states: readonly Held[];
  private readonly online = new Coverage();
  private readonly hold: number;
  private acc: Accumulator;
  /** Start of the open window. */
  private open = -Infinity;
  /** Last window whose row is owed, the open one being the first; before it: none. */
  private dirtyTo = -Infinity;
  private closed: WindowRow[] = [];
  private newestTime = -Infinity;

  /** `before`: points that later windows depend on, ascending; their own windows are left alone. */
  constructor(
    readonly layout: WindowLayout,
    readonly cadenceS: number,
    before: readonly WindowPoint[] = [],
  ) {
    this.meters = layout.meters.map(held);
    this.states = layout.states.map(held);
    this.hold = holdMs(cadenceS);
    this.acc = emptyAccumulator(layout);
    for (const point of before) this.remember(point);
  }

  /** Time of the newest point added; -Infinity before the first. */
  get newest(): number {
    return this.newestTime;
  }

  /**
   * Adds a point that is newer than `newest`; throws a RangeError otherwise (such a point takes the recompute path).
   * Every window that the point bears on becomes dirty: its own, and later ones while it shows the device online
   * or holds a state.
   */
  add(point: WindowPoint): void {
    if (!(point.time > this.newestTime)) throw new RangeError(`point of ${point.time} is not the newest`);
    const start = windowOf(point.time);
    if (start > this.open) this.roll(start);
    addValues(this.layout, this.acc, point, this.cadenceS);
    for (const meter of this.meters) this.addDelta(meter, point);
    for (const state of this.states) {
      if (!Number.isNaN(point.values[state.measure.slot] ?? NaN))
        this.addHeld(this.acc, state, start, point.time);
    }
    this.dirtyTo = Math.max(this.dirtyTo, start, lastWindowOf(this.remember(point)));
  }

  /** Rows of the windows dirtied since the last call, ascending; complete in themselves, ready to be written. */
  drain(): WindowRow[] {
    this.close(this.dirtyTo);
    this.dirtyTo = -Infinity;
    const rows = this.closed;
    this.closed = [];
    return rows;
  }

  /** The row of the open window or of a later one, as things stand. */
  row(start: number): Float64Array {
    const acc = start === this.open ? this.acc.slice() : emptyAccumulator(this.layout);
    const end = start + WINDOW_MS;
    addWhole(acc, COMMON.onlineS, this.online.within(start, end));
    for (const state of this.states) this.addHeld(acc, state, start, end);
    return finish(this.layout, acc);
  }

  /** Opens a window; rows owed for the ones before it are made now, while what they rest on is at hand. */
  private roll(start: number): void {
    this.close(Math.min(this.dirtyTo, start - WINDOW_MS));
    this.open = start;
    this.acc = emptyAccumulator(this.layout);
    this.online.forgetBefore(start);
  }

  /** Makes the rows owed up to `last`; -Infinity: none are. */
  private close(last: number): void {
    if (last === -Infinity) return;
    for (let start = this.open; start <= last; start += WINDOW_MS)
      this.closed.push({ start, values: this.row(start) });
  }

  /** Keeps what later windows need of a point; returns until when it bears on them. */
  private remember(point: WindowPoint): number {
    let until = point.time;
    this.newestTime = point.time;
    for (const meter of this.meters) take(meter, point);
    for (const state of this.states) if (take(state, point)) until = point.time + this.hold;
    if (!showsOnline(point, this.cadenceS)) return until;
    const to = onlineUntil(point, this.cadenceS);
    this.online.add(point.end, to);
    return Math.max(until, to);
  }

  /** A smaller reading than the one before is a reset: counting starts anew from it (kpi.md §6.1). */
  private addDelta(meter: Held, point: WindowPoint): void {
    const value = point.values[meter.measure.slot] ?? NaN;
    if (!(point.time - meter.time <= METER_CARRY_MS)) return;
    const { at } = meter.measure;
    if (value >= meter.value) addReal(this.acc, at + 1, value - meter.value);
    else if (value < meter.value) addWhole(this.acc, at + 4, 1);
  }

  /** Adds the milliseconds of [from, to) in which a state is held. */
  private addHeld(acc: Accumulator, state: Held, from: number, to: number): void {
    const ms = Math.min(to, state.time + this.hold) - Math.max(from, state.time);
    if (ms > 0) addWhole(acc, state.measure.at + 1 + state.value, ms);
  }
}

function take(memory: Held, point: WindowPoint): boolean {
  const value = point.values[memory.measure.slot] ?? NaN;
  if (Number.isNaN(value)) return false;
  memory.value = value;
  memory.time = point.time;
  return true;
}
