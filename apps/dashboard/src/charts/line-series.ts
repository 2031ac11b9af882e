import type { Point } from './spark-path.js';

/** A line of a chart. */
export interface LineSeries {
  readonly id: string;
  readonly name: string;
  /** As people write it. */
  readonly unit: string;
  readonly precision: number;
  readonly points: readonly Point[];
  /** 0 … 5: of the six colours of series; its place when left out. */
  readonly colour?: number;
  /** 0 … 5: solid, and five ways to dash. */
  readonly dash?: number;
}

/** A target or limit: a line with its words, and the side of it that misses it. */
export interface Mark {
  readonly at: number;
  readonly text: string;
  readonly bad: 'above' | 'below' | null;
}
