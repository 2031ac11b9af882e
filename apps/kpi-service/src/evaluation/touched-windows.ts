import { Injectable } from '@nestjs/common';

const MAX_HOURS = 5000;

/** How often ❸ has named windows of a family and hour: a count that has grown means that they must be read again. */
@Injectable()
export class TouchedWindows {
  private counts = new Map<string, number>();
  private base = 0;

  count(family: string, hour: number): number {
    return this.counts.get(`${family}|${hour}`) ?? this.base;
  }

  /** To be called when the windows are stored. */
  touch(family: string, hour: number): void {
    if (this.counts.size >= MAX_HOURS) {
      // Forgetting must look like touching: no count comes back.
      this.base = Math.max(this.base, ...this.counts.values()) + 1;
      this.counts = new Map();
    }
    this.counts.set(`${family}|${hour}`, this.count(family, hour) + 1);
  }
}
