import { addBasis } from '../core/basis.js';
import { componentIndex, type Domain, type MemberMethod } from '../core/method.js';
import { METER_FIELDS, metered } from './meters.js';

const ENERGY = componentIndex(['kwh', 'resets'] as const);
const at = ENERGY.at;

/** Electricity meters of public buildings: energy used, and how often a meter began anew. */
export const energyDomain: Domain = {
  id: 'energy',
  components: ENERGY.names,
  fields: ['readings', 'tms', ...METER_FIELDS],
  lookbackHours: 0,
  subHour: [],
  compute(hour, first, last) {
    const vector = new Float64Array(ENERGY.names.length);
    if (!addBasis(vector, hour, first, last)) return null;
    const { kwh, resets } = metered(hour, first, last);
    vector[at.kwh] = kwh;
    vector[at.resets] = resets;
    return vector;
  },
};

/** [kpi.md §6.4 NRG-04] Energy of the metered buildings by the area's inhabitants. */
export const energyMembers: readonly MemberMethod[] = [
  {
    kpi: 'NRG-04',
    family: 'NRG-04',
    domain: 'energy',
    periods: ['year'],
    only: 'area',
    formula: {
      kind: 'quotient',
      num: { of: 'sum', at: at.kwh },
      den: { of: 'figure', name: 'se.pop' },
      scale: 1,
    },
    without: 'no_figure',
    flag: { at: at.resets, reason: 'meter_reset' },
  },
];
