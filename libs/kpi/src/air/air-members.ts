import type { Period } from '@app/contracts';
import type { MemberMethod } from '../core/method.js';
import { AIR, DAY_LIMITED, HOUR_LIMITED } from './air-domain.js';

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

/** Air KPIs of the first catalogue. [kpi.md §6.3] */
export const airMembers: readonly MemberMethod[] = [
  {
    kpi: 'ENV-01',
    family: 'ENV-01',
    domain: 'air',
    periods: ['hour'],
    formula: { kind: 'max', num: at.aqi, known: at.aqi_n },
    without: 'no_particulates',
    areaCaveat: 'unofficial',
  },
  ...HOUR_LIMITED.flatMap((p) => exceedances(`${p}-1h`, at[`x1_${p}`], at[`v1_${p}`])),
  ...DAY_LIMITED.flatMap((p) => exceedances(`${p}-24h`, at[`x24_${p}`], at[`v24_${p}`])),
];
