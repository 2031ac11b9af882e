import type { Reading } from '@app/telemetry';
import { lookbackMs, SeriesWindows, WINDOW_MS, type WindowLayout, windowOf } from '@app/windows';
import type { KnownDevice } from '../inventory/device-views.js';
import { leadOf, pointsBefore } from './carry.js';
import type { Point } from './point.js';
import { PointList } from './point-list.js';

/** Fewest and most recent points kept in memory per series, whatever its rate. */
const KEEP_MIN = 16;
const KEEP_MAX = 512;

/** A reading that waits until the stored points around it have been read. */
export interface Deferred {
  readonly reading: Reading;
  /** Number of the reading among the cycle's items. */
  readonly item: number;
}

/** Time, end and first arrival of a point that came or changed out of order; the later end where a correction moved it. */
export interface Changed {
  readonly time: number;
  readonly end: number;
  readonly arrival: number;
}

/** What a series takes from its device. */
export interface SeriesOwner {
  readonly known: KnownDevice;
  readonly windowLayout: WindowLayout;
  readonly speedSlot: number;
  readonly rateSlots: readonly number[];
}

/**
 * One series (device, lane, direction) in memory: its newest points and its open windows. Everything here is a copy
 * of what is stored; dropping it costs one read.
 */
export class Series {
  /** Every stored point with time ≥ `coversFrom`. */
  head = new PointList();
  /** Newest reading of each meter before `coversFrom`. */
  lead: readonly Point[] = [];
  /** Infinity while nothing is known yet: the series is cold. */
  coversFrom = Infinity;
  newest = -Infinity;
  private windows: SeriesWindows | null = null;

  /** Of the running cycle: points that it wrote, points that changed out of order, readings that wait. */
  written: Point[] = [];
  changed: Changed[] = [];
  deferred: Deferred[] = [];
  isTouched = false;

  constructor(
    readonly owner: SeriesOwner,
    readonly lane: string,
  ) {}

  get device(): string {
    return this.owner.known.view.id;
  }

  get direction(): string {
    return this.owner.known.view.direction;
  }

  get family(): string {
    return this.owner.known.view.family;
  }

  get cadenceS(): number {
    return this.owner.known.view.cadenceS;
  }

  get layout(): WindowLayout {
    return this.owner.windowLayout;
  }

  get isCold(): boolean {
    return this.coversFrom === Infinity;
  }

  get lookback(): number {
    return lookbackMs(this.cadenceS);
  }

  /** True when a reading of this time is newer than all that is stored. */
  isInOrder(time: number): boolean {
    return time > this.newest && time >= this.coversFrom;
  }

  /** True when memory holds all that the window of `time` and the ones after it need. */
  covers(time: number): boolean {
    return windowOf(time) - this.lookback >= this.coversFrom;
  }

  /** Takes the newest point of the series into its windows. */
  push(point: Point): void {
    this.head.put(point);
    this.newest = point.time;
    this.windows?.add(point);
  }

  /** Rows of the windows that in-order points touched since the last call. */
  drain(): ReturnType<SeriesWindows['drain']> {
    return this.windows?.drain() ?? [];
  }

  /** Takes a full view of the series from `from` on, and builds the open windows anew from it. */
  adopt(points: PointList, lead: readonly Point[], from: number): void {
    this.head = points;
    this.lead = lead;
    this.coversFrom = from;
    this.newest = points.last?.time ?? -Infinity;
    this.rebuild();
  }

  /** Builds the open windows from the points in memory, which must reach back far enough. */
  rebuild(): void {
    const open = windowOf(this.newest);
    const isEmpty = this.newest === -Infinity;
    const before = isEmpty ? this.lead : pointsBefore(this, this.head, this.lead, open);
    this.windows = new SeriesWindows(this.layout, this.cadenceS, before);
    if (!isEmpty) for (const point of this.head.between(open, Infinity)) this.windows.add(point);
    this.windows.drain();
  }

  /** Ends the running cycle: forgets what only it needed and trims what is kept. */
  settle(): void {
    for (const point of this.written) point.row = -1;
    this.written = [];
    this.changed = [];
    this.deferred = [];
    this.isTouched = false;
    const wanted = this.head.length - this.head.lowerBound(windowOf(this.newest) - this.lookback - WINDOW_MS);
    const excess = this.head.length - Math.min(KEEP_MAX, Math.max(KEEP_MIN, wanted));
    // Trimming moves the whole list: do it seldom.
    if (this.isCold || excess < KEEP_MIN) return;
    const gone = this.head.shift(excess);
    this.coversFrom = (gone[gone.length - 1]?.time ?? this.coversFrom - 1) + 1;
    this.lead = leadOf(this.layout, gone, this.lead);
  }
}
