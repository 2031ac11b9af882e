import type { Period } from '@app/contracts';
import { READINGS } from '../core/basis.js';
import type { MemberMethod } from '../core/method.js';
import { AIR, DAY_LIMITED, EIGHT_HOUR_LIMITED, HOUR_LIMITED, YEARLY } from './air-components.js';

const at = AIR.at;
const LONG: readonly Period[] = ['day', 'week', 'month', 'quarter', 'year'];

function exceedances(id: string, exceeded: number, valid: number): MemberMethod[] {
  const common = { family: 'ENV-05', domain: 'air', periods: LONG, without: 'no_valid_window' } as const;
  return [
    { ...common, kpi: `ENV-05.${id}.count`, formula: { kind: 'sum', num: exceeded, known: valid } },
    {
      ...common,
      kpi: `ENV-05.${id}.share`,
      formula: { kind: 'ratio', num: exceeded, den: valid, scale: 100 },
    },
  ];
}

/** Share of its days that a station's annual mean needs. [kpi.md §2.3] */
const YEAR_SHARE = 0.75;

/**
 * [KPI ENV-04] A station's mean of its valid daily means, and of an area the mean over all its stations that have
 * enough of them: never a mean of districts' means.
 */
const means: MemberMethod[] = YEARLY.map((p) => ({
  kpi: `ENV-04.${p}`,
  family: 'ENV-04',
  domain: 'air',
  periods: LONG,
  formula: {
    kind: 'stations',
    reduce: 'mean',
    num: at[`dm_${p}`],
    den: at[`dd_${p}`],
    enough: { got: at[`dd_${p}`], due: at[`due_${p}`], share: YEAR_SHARE },
  },
  basis: { valid: at[`dd_${p}`], expected: at[`due_${p}`], readings: READINGS, reason: 'no_valid_window' },
  without: 'no_valid_window',
}));

/** Air KPIs. [kpi.md §6.3] */
export const airMembers: readonly MemberMethod[] = [
  {
    kpi: 'ENV-01',
    family: 'ENV-01',
    domain: 'air',
    periods: ['hour'],
    formula: { kind: 'max', num: at.aqi, known: at.aqi_n },
    without: 'no_particulates',
    areaCaveat: 'unofficial',
    flag: { at: at.aqi_over, reason: 'over_range' },
  },
  {
    kpi: 'ENV-02',
    family: 'ENV-02',
    domain: 'air',
    periods: ['day', 'week'],
    formula: { kind: 'overDays', reducer: 'greatest-day', components: [at.d_aqi, at.d_aqi_n] },
    without: 'no_valid_window',
    areaCaveat: 'unofficial',
    flag: { at: at.d_aqi_over, reason: 'over_range' },
  },
  {
    kpi: 'ENV-03',
    family: 'ENV-03',
    domain: 'air',
    periods: ['week', 'month', 'quarter', 'year'],
    formula: { kind: 'ratio', num: at.d_good, den: at.d_valid, scale: 100 },
    basis: { valid: at.d_valid, expected: at.d_due, readings: READINGS, reason: 'no_valid_window' },
    without: 'no_valid_window',
  },
  ...means,
  ...HOUR_LIMITED.flatMap((p) => exceedances(`${p}-1h`, at[`x1_${p}`], at[`v1_${p}`])),
  ...EIGHT_HOUR_LIMITED.flatMap((p) => exceedances(`${p}-8h`, at[`x8_${p}`], at[`v8_${p}`])),
  ...DAY_LIMITED.flatMap((p) => exceedances(`${p}-24h`, at[`x24_${p}`], at[`v24_${p}`])),
];
