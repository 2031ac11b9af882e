import type { Period } from '@app/contracts';
import { READINGS } from '../core/basis.js';
import type { MemberMethod } from '../core/method.js';
import { NOISE } from './noise-domain.js';

const at = NOISE.at;
const LONG: readonly Period[] = ['day', 'week', 'month', 'quarter', 'year'];
/** Lden above which a station's surroundings are loud. [ISO 37120 8.8] */
const LOUD_DBA = 55;
/** Share of its days that a station's Lden needs. [kpi.md §2.3] */
const DAYS_SHARE = 0.75;

const common = { domain: 'noise', periods: LONG } as const;
const ldenBasis = {
  valid: at.ld_n,
  expected: at.ld_due,
  readings: READINGS,
  reason: 'no_valid_window',
} as const;

/** Noise KPIs. [kpi.md §2.5, §6.3] */
export const noiseMembers: readonly MemberMethod[] = [
  {
    ...common,
    kpi: 'ENV-07',
    family: 'ENV-07',
    formula: { kind: 'ratio', num: at.np_ok, den: at.np_valid, scale: 100 },
    basis: { valid: at.np_valid, expected: at.np_due, readings: READINGS, reason: 'no_limit' },
    without: 'no_valid_window',
  },
  {
    // An area has no level of its own: what counts there is how many stations are loud.
    ...common,
    kpi: 'ENV-08.level',
    family: 'ENV-08',
    formula: { kind: 'energy-mean', num: at.ld_e, den: at.ld_n },
    basis: ldenBasis,
    without: 'no_valid_window',
    only: 'station',
  },
  {
    ...common,
    kpi: 'ENV-08.share55',
    family: 'ENV-08',
    formula: {
      kind: 'stations',
      reduce: { shareAbove: LOUD_DBA },
      num: at.ld_e,
      den: at.ld_n,
      level: true,
      enough: { got: at.ld_n, due: at.ld_due, share: DAYS_SHARE },
    },
    basis: ldenBasis,
    without: 'no_valid_window',
    only: 'area',
  },
];
