import type { Indicator, IndicatorValue } from '../api/types.js';

/** A year of a series: what was observed (highest revision) and what was planned; either may be missing. */
export interface YearSlot {
  readonly year: number;
  readonly observed: IndicatorValue | null;
  readonly planned: IndicatorValue | null;
}

/** Yearly slots from `first` to `last`; a year without data stays empty. */
export function yearsOf(
  indicator: Indicator,
  area: string,
  first: number,
  last: number,
): readonly YearSlot[] {
  const mine = indicator.values.filter((value) => value.area === area && value.period === 'year');
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const year = first + i;
    const ofYear = mine.filter((value) => Number(value.from.slice(0, 4)) === year);
    return {
      year,
      observed: newest(ofYear.filter((value) => value.status !== 'plan')),
      planned: newest(ofYear.filter((value) => value.status === 'plan')),
    };
  });
}

/** Number that a bar is drawn to: the value, the middle of a range, or the one end that is known. */
export function heightOf(value: IndicatorValue): number | null {
  if (value.value !== null) return value.value;
  if (value.lo !== null && value.hi !== null) return (value.lo + value.hi) / 2;
  return value.lo ?? value.hi;
}

function newest(values: readonly IndicatorValue[]): IndicatorValue | null {
  return values.reduce<IndicatorValue | null>(
    (best, value) => (best === null || value.revision > best.revision ? value : best),
    null,
  );
}
