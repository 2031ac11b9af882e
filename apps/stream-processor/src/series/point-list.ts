import type { Point } from './point.js';

/** Points of one series in order of time, without repeats. */
export class PointList {
  private points: Point[];

  constructor(points: Point[] = []) {
    this.points = points;
  }

  get length(): number {
    return this.points.length;
  }
  get all(): readonly Point[] {
    return this.points;
  }
  get last(): Point | undefined {
    return this.points[this.points.length - 1];
  }

  find(time: number): Point | undefined {
    const point = this.points[this.lowerBound(time)];
    return point?.time === time ? point : undefined;
  }

  /** Puts a point in its place; one of the same time is replaced. */
  put(point: Point): void {
    const last = this.last;
    if (last === undefined || point.time > last.time) {
      this.points.push(point);
      return;
    }
    const at = this.lowerBound(point.time);
    this.points.splice(at, this.points[at]?.time === point.time ? 1 : 0, point);
  }

  /** Number of points with a time below `time`. */
  lowerBound(time: number): number {
    let low = 0;
    let high = this.points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.points[middle]?.time ?? Infinity) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Points with `from` ≤ time < `to`. */
  between(from: number, to: number): Point[] {
    return this.points.slice(this.lowerBound(from), this.lowerBound(to));
  }

  /** Takes away the oldest `count` points and returns them. */
  shift(count: number): Point[] {
    return count > 0 ? this.points.splice(0, count) : [];
  }
}
