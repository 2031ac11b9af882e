import type { MemberMethod } from '../core/method.js';
import { MODES } from './classes.js';
import { TRAFFIC } from './traffic-domain.js';
import type { Period } from '@app/contracts';

const at = TRAFFIC.at;
const LIVE: readonly Period[] = ['5min', '15min', 'hour'];
const LONG: readonly Period[] = ['day', 'week', 'month', 'quarter', 'year'];
const common = { domain: 'traffic', without: 'no_segment', present: at.lkmh } as const;

const modes: MemberMethod[] = (Object.keys(MODES) as (keyof typeof MODES)[]).map((mode) => ({
  ...common,
  kpi: `MOB-14.${mode}`,
  family: 'MOB-14',
  periods: LONG,
  formula: {
    kind: 'ratio',
    num: at[`vkt_${mode}`],
    den: at.vkt,
    scale: 100,
    station: { num: at[`n_${mode}`], den: at.n },
  },
}));

/** Traffic KPIs of the first catalogue. [kpi.md §6.2] */
export const trafficMembers: readonly MemberMethod[] = [
  {
    ...common,
    kpi: 'MOB-01',
    family: 'MOB-01',
    periods: LIVE,
    formula: { kind: 'ratio', num: at.vkt, den: at.lkmh, scale: 1, station: { num: at.n, den: at.t_h } },
  },
  {
    ...common,
    kpi: 'MOB-02',
    family: 'MOB-02',
    periods: LIVE,
    formula: { kind: 'ratio', num: at.pcukt, den: at.lkmh, scale: 1, station: { num: at.pcu, den: at.t_h } },
  },
  {
    ...common,
    kpi: 'MOB-03',
    family: 'MOB-03',
    periods: ['hour', ...LONG],
    formula: { kind: 'sum', num: at.vkt, known: at.lkmh },
  },
  {
    ...common,
    kpi: 'MOB-04',
    family: 'MOB-04',
    periods: [...LIVE, ...LONG],
    formula: {
      kind: 'ratio',
      num: at.vkt_spd,
      den: at.vht,
      scale: 1,
      station: { num: at.n_spd, den: at.n_over_v },
    },
  },
  {
    ...common,
    kpi: 'MOB-05',
    family: 'MOB-05',
    periods: LONG,
    formula: { kind: 'ratio', num: at.pk_vht, den: at.pk_vht_ff, scale: 1 },
    caveat: 'spot_speed',
    basis: { valid: at.pk_valid, expected: at.pk_expected, readings: at.pk_readings, reason: 'no_peak' },
  },
  {
    ...common,
    kpi: 'MOB-09.total',
    family: 'MOB-09',
    caveat: 'spot_speed',
    periods: ['hour', ...LONG],
    formula: { kind: 'sum', num: at.delay, known: at.vht_ff },
  },
  {
    ...common,
    kpi: 'MOB-09.per1000vkt',
    family: 'MOB-09',
    caveat: 'spot_speed',
    periods: ['hour', ...LONG],
    formula: { kind: 'ratio', num: at.delay, den: at.vkt, scale: 1000 },
  },
  ...modes,
];
