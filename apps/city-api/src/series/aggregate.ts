import type { MeasureDef } from '@app/telemetry';
import type { SeriesRows } from '@app/time-series';

export const AGGREGATIONS = ['sum', 'mean', 'min', 'max', 'leq', 'delta', 'last', 'count'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** Which aggregates the windows of a kind can give. */
const BY_KIND: Readonly<Record<MeasureDef['kind'], readonly Aggregation[]>> = {
  count: ['sum', 'count'],
  gauge: ['mean', 'min', 'max', 'sum', 'count'],
  level: ['leq', 'min', 'max', 'count'],
  meter: ['delta', 'last', 'count'],
  state: ['last', 'count'],
};

export function aggregationsOf(measure: MeasureDef): readonly Aggregation[] {
  return BY_KIND[measure.kind];
}

/** Fields of a window row that the aggregate reads. */
export function fieldsFor(measure: MeasureDef, aggregation: Aggregation): readonly string[] {
  const m = measure.column;
  switch (aggregation) {
    case 'sum':
      return [`${m}_sum`, `${m}_n`];
    case 'mean':
      return [`${m}_sum`, `${m}_n`];
    case 'min':
      return [`${m}_min`, `${m}_n`];
    case 'max':
      return [`${m}_max`, `${m}_n`];
    case 'leq':
      return [`${m}_esum`, `${m}_s`, `${m}_n`];
    case 'delta':
      return [`${m}_delta`, `${m}_n`];
    case 'last':
      return [`${m}_last`, `${m}_n`];
    case 'count':
      return [`${m}_n`];
  }
}

/** Compensated sum (Neumaier): the same to 1e-9 whatever the order. */
class Sum {
  private sum = 0;
  private lost = 0;

  add(value: number): void {
    const next = this.sum + value;
    this.lost += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    this.sum = next;
  }
  get value(): number {
    return this.sum + this.lost;
  }
}

/** Gathers window rows of one bucket into one number. */
export class Bucket {
  private readonly first = new Sum();
  private readonly second = new Sum();
  private extreme = Number.NaN;
  private lastAt = -Infinity;
  private count = 0;
  /** Readings in the bucket, whatever they measured; for completeness. */
  readings = 0;

  private readonly column: string;

  constructor(
    measure: MeasureDef,
    private readonly aggregation: Aggregation,
  ) {
    this.column = measure.column;
  }

  /** Number of values that the aggregate rests on. */
  get n(): number {
    return this.count;
  }

  add(rows: SeriesRows, row: number): void {
    const m = this.column;
    const n = rows.fields[`${m}_n`]?.[row] ?? Number.NaN;
    if (!(n > 0)) return;
    this.count += n;
    const field = (suffix: string): number => rows.fields[`${m}_${suffix}`]?.[row] ?? Number.NaN;
    switch (this.aggregation) {
      case 'sum':
      case 'mean':
        this.addTo(this.first, field('sum'));
        break;
      case 'delta':
        this.addTo(this.first, field('delta'));
        break;
      case 'leq':
        this.addTo(this.first, field('esum'));
        this.addTo(this.second, field('s'));
        break;
      case 'min':
      case 'max':
        this.widen(field(this.aggregation));
        break;
      case 'last':
        if ((rows.times[row] ?? 0) >= this.lastAt) {
          this.lastAt = rows.times[row] ?? 0;
          this.extreme = field('last');
        }
        break;
      case 'count':
        break;
    }
  }

  /** The aggregate, or null where nothing was there. */
  value(): number | null {
    if (this.count === 0) return null;
    const value = this.raw();
    return Number.isFinite(value) ? value : null;
  }

  private raw(): number {
    switch (this.aggregation) {
      case 'sum':
      case 'delta':
        return this.first.value;
      case 'mean':
        return this.first.value / this.count;
      case 'leq':
        return 10 * Math.log10(this.first.value / this.second.value);
      case 'min':
      case 'max':
      case 'last':
        return this.extreme;
      case 'count':
        return this.count;
    }
  }

  private addTo(sum: Sum, value: number): void {
    if (!Number.isNaN(value)) sum.add(value);
  }

  private widen(value: number): void {
    if (Number.isNaN(value)) return;
    if (Number.isNaN(this.extreme)) this.extreme = value;
    else
      this.extreme =
        this.aggregation === 'min' ? Math.min(this.extreme, value) : Math.max(this.extreme, value);
  }
}
