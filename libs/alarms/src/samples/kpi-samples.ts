import type { Quality } from '@app/contracts';
import { FINAL_AFTER_MS, type KpiDefinition, parseInstant, periodEnd } from '@app/kpi';
import type { Sample, Verdict } from '../machine/sample.js';
import type { AlarmRule } from '../rule/rule.schema.js';

type KpiRule = Extract<AlarmRule, { kind: 'kpi' }>;
type KpiTarget = KpiDefinition['targets'][number];

/** A KPI's value of one area and period, as far as rules read it. */
export interface KpiSampleValue {
  readonly from: number;
  readonly value: number | null;
  readonly quality: Quality;
}

/** What a KPI is to keep to in an area: its targets, by date. */
export interface KpiTargets {
  readonly area: string;
  readonly targets: readonly KpiTarget[];
}

/**
 * Samples of one area: periods that ended at least ten minutes ago, when their value is final. An insufficient value is
 * missing; so is the whole period where no target holds.
 */
export function kpiSamples(
  rule: KpiRule,
  values: readonly KpiSampleValue[],
  targets: KpiTargets,
  now: number,
): Sample[] {
  return values
    .toSorted((a, b) => a.from - b.from)
    .flatMap(({ from, value, quality }): Sample[] => {
      const to = periodEnd(rule.period, from);
      if (to + FINAL_AFTER_MS > now) return [];
      const limit = rule.limit === 'target' ? targetAt(rule, targets, from) : rule.limit;
      if (value === null || quality === 'insufficient' || limit === null)
        return [{ from, to, verdict: 'missing', value: null, limit: null }];
      return [{ from, to, verdict: verdictOf(rule, value, limit), value, limit }];
    });
}

function verdictOf({ direction, clear }: KpiRule, value: number, limit: number): Verdict {
  const sign = direction === 'above' ? 1 : -1;
  if (sign * (value - limit) > 0) return 'breach';
  const end = clear === undefined ? limit : typeof clear === 'number' ? clear : clear.share * limit;
  return sign * (value - end) > 0 ? 'between' : 'clear';
}

/** The bound that holds for the area at a moment: an area's own before one for all. */
function targetAt({ kpi, direction }: KpiRule, { area, targets }: KpiTargets, at: number): number | null {
  const member = kpi.includes('.') ? kpi.slice(kpi.indexOf('.') + 1) : undefined;
  const bound = (target: KpiTarget): number | undefined => (direction === 'above' ? target.hi : target.lo);
  const fits = targets.filter(
    (target) =>
      (target.area ?? area) === area &&
      (target.member === undefined || target.member === member) &&
      bound(target) !== undefined &&
      holds(target, at),
  );
  const found = fits.find((target) => target.area === area) ?? fits[0];
  return (found && bound(found)) ?? null;
}

function holds({ year, validFrom, validTo }: KpiTarget, at: number): boolean {
  if (year !== undefined)
    return (parseInstant(`${year}-01-01`) ?? 0) <= at && at < (parseInstant(`${year + 1}-01-01`) ?? 0);
  return (parseInstant(validFrom ?? '') ?? 0) <= at && at < (parseInstant(validTo ?? '') ?? Infinity);
}
