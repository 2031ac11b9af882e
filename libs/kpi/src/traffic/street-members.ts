import type { MemberMethod } from '../core/method.js';
import { TRAFFIC } from './traffic-components.js';

const common = { domain: 'traffic', only: 'area', without: 'no_figure', alwaysKnown: true } as const;

/** How far streets and intersections are equipped. [kpi.md §6.2 MOB-12, MOB-13] */
export const streetMembers: readonly MemberMethod[] = [
  {
    ...common,
    kpi: 'MOB-12',
    family: 'MOB-12',
    periods: ['month', 'quarter', 'year'],
    formula: {
      kind: 'quotient',
      num: { of: 'passing', at: TRAFFIC.at.major_e },
      den: { of: 'figure', name: 'road_km_major' },
      scale: 100,
    },
  },
  {
    ...common,
    kpi: 'MOB-13',
    family: 'MOB-13',
    periods: ['year'],
    formula: {
      kind: 'quotient',
      num: { of: 'figure', name: 'isect_adaptive' },
      den: { of: 'figure', name: 'isect_signal' },
      scale: 100,
    },
  },
];
