import type { Reading } from '@app/telemetry';
import type { WindowPoint } from '@app/windows';

/** What a reading turned out to be against what is stored. [DESIGN 2.2] */
export type ReadingOutcome = 'stored' | 'corrected' | 'duplicate';

/** One observation of a series: what the store holds for it once the running cycle has been written. */
export class Point implements WindowPoint {
  /** Row of the running cycle that carries it; -1: the cycle writes nothing for it. */
  row = -1;

  constructor(
    readonly time: number,
    public end: number,
    public periodS: number,
    /** First arrival, epoch ms; corrections don't change it. */
    readonly arrival: number,
    public values: Float64Array,
    public tms: boolean,
  ) {}

  static of(reading: Reading, arrival: number): Point {
    return new Point(reading.time, reading.end, reading.periodS, arrival, reading.values, reading.tms);
  }

  /**
   * Lays a reading of the same time over the point and says what it was. The reading's values replace the point's
   * where it carries any; an equal value is no news. Values are compared bit by bit.
   * @param speedSlot slot that `tms` speaks of; -1: none
   */
  absorb(reading: Reading, speedSlot: number): ReadingOutcome {
    const { values } = reading;
    let isNew = false;
    let isOther = false;
    let overlaps = false;
    for (let slot = 0; slot < values.length; slot++) {
      const value = values[slot] ?? NaN;
      if (value !== value) continue;
      const stored = this.values[slot] ?? NaN;
      if (stored !== stored) isNew = true;
      else if (Object.is(stored, value)) overlaps = true;
      else isOther = overlaps = true;
    }
    const speaksOfSpeed = speedSlot >= 0 && !Number.isNaN(values[speedSlot] ?? NaN);
    if (overlaps && (reading.periodS !== this.periodS || (speaksOfSpeed && reading.tms !== this.tms))) {
      isOther = true;
    }
    if (!isNew && !isOther) return 'duplicate';
    this.take(reading, speaksOfSpeed, isOther);
    return isNew ? 'stored' : 'corrected';
  }

  private take(reading: Reading, speaksOfSpeed: boolean, isOther: boolean): void {
    const merged = this.values.slice();
    for (let slot = 0; slot < merged.length; slot++) {
      const value = reading.values[slot] ?? NaN;
      if (value === value) merged[slot] = value;
    }
    this.values = merged;
    if (speaksOfSpeed) this.tms = reading.tms;
    // Added measures must not make the interval depend on the order in which they came: the longer one holds.
    if (isOther || reading.periodS > this.periodS) {
      this.periodS = reading.periodS;
      this.end = reading.end;
    }
  }
}
