import type { Period, Quality } from '@app/contracts';
import type { AreaTotals, Basis } from './area-totals.js';
import { ACTIVE, EXPECTED, READINGS, TMS, VALID } from './basis.js';
import { evaluateFormula } from './evaluate-formula.js';
import type { MemberMethod } from './method.js';
import { type MinCompleteness, qualityOf } from './quality.js';
import { hasOnlyFigures, needsNoStation } from './quotient.js';
import type { Reason } from './reasons.js';
import type { Reduced } from './reduced.js';

/** What a KPI's value of one area (or station) and period is. */
export interface MemberValue {
  readonly kpi: string;
  readonly value: number | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly quality: Quality;
  readonly completeness: number;
  readonly reporting: number;
  readonly expected: number;
  /** Station.no of a maximum, or null. */
  readonly place: number | null;
  readonly reason: Reason | null;
}

/** What a value is to be read with; null: nothing. */
function noteOf(method: MemberMethod, totals: AreaTotals, result: Reduced): Reason | null {
  if (result.reason !== undefined) return result.reason;
  if (method.flag !== undefined && totals.sum(method.flag.at) > 0) return method.flag.reason;
  return method.domain === 'traffic' && totals.sum(TMS) > 0 ? 'tms' : null;
}

function reasonOf(method: MemberMethod, totals: AreaTotals, basis: Basis, result: Reduced): Reason | null {
  if (result.value !== null) return noteOf(method, totals, result);
  if (basis.reporting === 0) return 'no_data';
  if (result.reason !== undefined) return result.reason;
  if (method.without === null) return 'no_data';
  return method.present !== undefined && totals.sum(method.present) > 0 ? 'no_data' : method.without;
}

/**
 * One KPI of one area (or station) and period. Null while no reading has fallen due: there is no value yet.
 * Insufficient: the value is null, num and den are kept. A KPI whose own basis (peaks, schedule) doesn't touch
 * the period is insufficient with the basis's reason, and its sources count none.
 */
export function finishMember(
  method: MemberMethod,
  totals: AreaTotals,
  min: MinCompleteness,
): MemberValue | null {
  const own = method.basis;
  const domain = totals.basis(VALID, EXPECTED, READINGS, ACTIVE);
  if (
    hasOnlyFigures(method.formula) ||
    (totals.stations.length === 0 && needsNoStation(method.formula, true))
  )
    return withoutData(method, totals);
  if (!(domain.due > 0)) return null;
  const basis = own === undefined ? domain : totals.basis(own.valid, own.expected, own.readings, null);
  const result = evaluateFormula(totals, method.formula);
  const untouched = own !== undefined && !(basis.due > 0);
  let quality: Quality = method.alwaysKnown === true ? 'ok' : qualityOf(basis.completeness, min);
  if (untouched || result.value === null) quality = 'insufficient';
  return {
    kpi: method.kpi,
    value: quality === 'insufficient' ? null : result.value,
    num: result.num,
    den: result.den,
    quality,
    completeness: basis.completeness,
    reporting: basis.reporting,
    expected: basis.expected,
    place: quality === 'insufficient' ? null : (result.place ?? null),
    reason: untouched && own !== undefined ? own.reason : reasonOf(method, totals, basis, result),
  };
}

/**
 * A value that no device's data is behind: registered figures alone, or a share of an area that has no station, which is
 * 0 of the whole. Nothing is missing, so it is complete; without the figures an area without stations has no value.
 */
function withoutData(method: MemberMethod, totals: AreaTotals): MemberValue | null {
  const { value, num, den, reason = null } = evaluateFormula(totals, method.formula);
  if (value === null && totals.stations.length === 0) return null;
  const basis = { completeness: 1, reporting: 0, expected: 0, place: null };
  if (value !== null) return { ...basis, kpi: method.kpi, value, num, den, quality: 'ok', reason };
  return { ...basis, kpi: method.kpi, value, num, den, quality: 'insufficient', reason: method.without };
}

/** Members served at a period by both the method and its definition. */
export function membersServed(
  methods: readonly MemberMethod[],
  period: Period,
  definitionPeriods: (family: string) => readonly Period[] | null,
): MemberMethod[] {
  return methods.filter((method) => {
    const periods = definitionPeriods(method.family);
    return periods !== null && periods.includes(period) && method.periods.includes(period);
  });
}
