import type { Period } from '@app/contracts';
import type { MemberMethod } from '../core/method.js';
import { EVENT_COMPONENTS, WATER } from './water-domain.js';

const at = WATER.at;
const LONG: readonly Period[] = ['day', 'week', 'month', 'quarter', 'year'];
const common = { domain: 'water', without: 'no_figure' } as const;

const LEVELS = [
  ['bd1', at.above1_h],
  ['bd2', at.above2_h],
  ['bd3', at.above3_h],
] as const;

/** Water KPIs. [kpi.md §6.4] */
export const waterMembers: readonly MemberMethod[] = [
  ...LEVELS.flatMap(([id, hours]): MemberMethod[] => [
    {
      ...common,
      kpi: `WTR-01.${id}`,
      family: 'WTR-01',
      periods: LONG,
      formula: { kind: 'sum', num: hours, known: at.observed_h },
    },
    {
      ...common,
      kpi: `WTR-01.${id}-max`,
      family: 'WTR-01',
      periods: LONG,
      only: 'area',
      formula: { kind: 'max', num: hours, known: at.observed_h },
    },
  ]),
  {
    ...common,
    kpi: 'WTR-02',
    family: 'WTR-02',
    periods: ['month', 'quarter', 'year'],
    formula: { kind: 'overDays', reducer: 'distinct-events', components: EVENT_COMPONENTS },
  },
  {
    ...common,
    kpi: 'WTR-03',
    family: 'WTR-03',
    periods: ['year'],
    only: 'area',
    formula: {
      kind: 'quotient',
      num: { of: 'passing', at: at.drain_e },
      den: { of: 'figure', name: 'drain_km' },
      scale: 100,
    },
    alwaysKnown: true,
  },
];
