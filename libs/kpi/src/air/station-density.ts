import { EXPECTED } from '../core/basis.js';
import type { MemberMethod } from '../core/method.js';
import { AREA_KM2 } from '../area/figure-index.js';

/** [kpi.md §6.3 ENV-06] Stations that work, each counting one, by the area's official extent. */
export const densityMembers: readonly MemberMethod[] = [
  {
    kpi: 'ENV-06',
    family: 'ENV-06',
    domain: 'air',
    periods: ['month', 'quarter', 'year'],
    only: 'area',
    formula: {
      kind: 'quotient',
      num: { of: 'passing', at: EXPECTED },
      den: { of: 'figure', name: AREA_KM2 },
      scale: 1,
    },
    without: 'no_figure',
    alwaysKnown: true,
  },
];
