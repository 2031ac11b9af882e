import type { MemberMethod } from '../core/method.js';
import { MODES } from './classes.js';
import { TRAFFIC } from './traffic-components.js';
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

const peakDays = [at.pk_vht, at.pk_vht_ff, at.pk_vkt, at.pk_valid, at.pk_expected];
const peakBasis = {
  valid: at.pk_valid,
  expected: at.pk_expected,
  readings: at.pk_readings,
  reason: 'no_peak',
} as const;

/** What is congested, and how reliably: from speeds at a point, so proxies all of them. */
const congestion: MemberMethod[] = [
  {
    ...common,
    kpi: 'MOB-06',
    family: 'MOB-06',
    periods: ['month', 'quarter'],
    formula: { kind: 'overDays', reducer: 'planning-time-index', components: peakDays },
    basis: peakBasis,
    caveat: 'spot_speed',
  },
  {
    ...common,
    kpi: 'MOB-07',
    family: 'MOB-07',
    periods: ['month', 'quarter'],
    formula: { kind: 'overDays', reducer: 'buffer-index', components: peakDays },
    basis: peakBasis,
    caveat: 'spot_speed',
  },
  {
    ...common,
    kpi: 'MOB-08',
    family: 'MOB-08',
    periods: LONG,
    formula: { kind: 'ratio', num: at.cg_hvkt, den: at.cg_vkt, scale: 1 },
    basis: {
      valid: at.cg_valid,
      expected: at.cg_expected,
      readings: at.cg_readings,
      reason: 'no_schedule',
    },
    caveat: 'spot_speed',
  },
  {
    ...common,
    kpi: 'MOB-10',
    family: 'MOB-10',
    periods: ['hour', ...LONG],
    formula: { kind: 'ratio', num: at.los_ef, den: at.los_vkt, scale: 100 },
    caveat: 'spot_speed',
  },
];

/** Traffic KPIs. [kpi.md §6.2, §6.5] */
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
    basis: peakBasis,
  },
  {
    ...common,
    kpi: 'MOB-09.total',
    family: 'MOB-09',
    caveat: 'spot_speed',
    periods: ['hour', ...LONG],
    // An empty road delays nobody; vehicles without a speed leave it unknown.
    formula: { kind: 'sum', num: at.delay, known: at.vht_ff, nothing: { of: at.vkt, seen: at.lkmh } },
  },
  {
    ...common,
    kpi: 'MOB-09.per1000vkt',
    family: 'MOB-09',
    caveat: 'spot_speed',
    periods: ['hour', ...LONG],
    formula: { kind: 'ratio', num: at.delay, den: at.vkt, scale: 1000 },
  },
  ...congestion,
  {
    kpi: 'MOB-11',
    family: 'MOB-11',
    domain: 'traffic',
    periods: ['day', 'week'],
    formula: { kind: 'stations', reduce: 'median', num: at.ph_v60, den: at.ph_4v15 },
    without: 'no_data',
    areaCaveat: 'median',
  },
  ...modes,
  {
    ...common,
    kpi: 'MOB-15',
    family: 'MOB-15',
    periods: ['year'],
    formula: { kind: 'overDays', reducer: 'aadt', components: [at.n, at.vkt, at.aadt_day] },
  },
  {
    kpi: 'SAF-03',
    family: 'SAF-03',
    domain: 'traffic',
    periods: LONG,
    formula: { kind: 'ratio', num: at.sp_over, den: at.sp_n, scale: 100 },
    without: 'no_limit',
    caveat: 'interval_speed',
  },
];
