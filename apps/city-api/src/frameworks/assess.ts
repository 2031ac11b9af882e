import type { KpiDefinition } from '@app/kpi';
import type { KpiItem } from '@app/contracts';
import type { FrameworkIndicator } from '@app/registry';

type Verdict = 'pass' | 'not_pass' | 'not_enough_evidence';

/** Why there is no verdict. */
type Lack = 'nothing_mapped' | 'only_proxy' | 'no_data' | 'not_final' | 'no_single_value';

/** What one piece of evidence says of the year. */
export interface EvidenceValue {
  readonly relation: 'exact' | 'proxy' | 'component';
  /** Null: no number, or one that rests on too little. */
  readonly value: number | null;
  readonly isFinal: boolean;
}

export interface Assessment {
  readonly verdict: Verdict;
  readonly reason: Lack | null;
}

type Criterion = NonNullable<FrameworkIndicator['criterion']>;

/**
 * Whether an indicator is met in a year. An exact measure decides; without one all components together do, for they are the
 * indicator; a proxy decides nothing. Only final numbers count, and what is missing is never a "not pass".
 */
export function assess(criterion: Criterion | null, evidence: readonly EvidenceValue[]): Assessment {
  const lacking = (reason: Lack): Assessment => ({ verdict: 'not_enough_evidence', reason });
  if (evidence.length === 0) return lacking('nothing_mapped');
  const exact = evidence.filter(({ relation }) => relation === 'exact');
  const deciding = exact.length > 0 ? exact : evidence.filter(({ relation }) => relation === 'component');
  if (deciding.length === 0) return lacking('only_proxy');
  const values = deciding.flatMap(({ value }) => value ?? []);
  if (values.length < deciding.length) return lacking('no_data');
  if (deciding.some(({ isFinal }) => !isFinal)) return lacking('not_final');
  if (criterion === null) return { verdict: 'pass', reason: null };
  if (exact.length === 0) return lacking('no_single_value');
  return { verdict: values.every((value) => meets(value, criterion)) ? 'pass' : 'not_pass', reason: null };
}

/** Whether a value meets a criterion; a bound that isn't set binds nothing. */
function meets(value: number, { comparator, lo, hi }: Criterion): boolean {
  const bound = comparator === 'le' || comparator === 'lt' ? (hi ?? lo) : (lo ?? hi);
  switch (comparator) {
    case 'le':
      return value <= (bound ?? Infinity);
    case 'lt':
      return value < (bound ?? Infinity);
    case 'ge':
      return value >= (bound ?? -Infinity);
    case 'gt':
      return value > (bound ?? -Infinity);
    case 'between':
      return value >= (lo ?? -Infinity) && value <= (hi ?? Infinity);
  }
}

/** Months of a year that must have a value, so that their sums stand for it. */
const ENOUGH_MONTHS = 9;

/**
 * A year's value of a KPI that is served by the month: Σ num / Σ den of the months that have a value, or Σ num where it is a sum.
 * Null for other roll-ups, and with fewer than nine such months.
 */
export function yearOfMonths(
  months: readonly KpiItem[],
  rollup: KpiDefinition['rollup'],
): Omit<EvidenceValue, 'relation'> {
  const known = months.filter((item) => item.value !== null && item.num !== null && item.den !== null);
  const isFinal = months.length === 12 && months.every(({ finality }) => finality !== 'provisional');
  if (known.length < ENOUGH_MONTHS || (rollup !== 'ratio' && rollup !== 'sum'))
    return { value: null, isFinal };
  const sum = (of: (item: KpiItem) => number | null): number =>
    known.reduce((total, item) => total + (of(item) ?? 0), 0);
  const num = sum((item) => item.num);
  if (rollup === 'sum') return { value: num, isFinal };
  const den = sum((item) => item.den);
  // The method's scale (100 for %) is the same in each month.
  const first = known.find((item) => (item.num ?? 0) !== 0);
  const scale = first === undefined ? 1 : ((first.value ?? 0) * (first.den ?? 0)) / (first.num ?? 1);
  return { value: den > 0 ? (num / den) * scale : null, isFinal };
}
