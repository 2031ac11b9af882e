import { describe, expect, it } from '@jest/globals';
import { catalogue, windowLayoutOf } from '../test/builders.js';
import { windowSchemas } from './index.js';

describe('windowSchemas', () => {
  it('names points and windows of each family', () => {
    const schemas = windowSchemas(catalogue);

    expect(schemas).toHaveLength(catalogue.families.size * 2);
    expect(schemas.find((s) => s.bucket === 'raw' && s.measurement === 'lighting')).toEqual({
      bucket: 'raw',
      measurement: 'lighting',
      tags: ['device', 'lane', 'direction'],
      fields: ['kwh', 'state', '_period', '_arrival', '_offset', '_tms'],
    });
  });

  it('repeats no field of a window', () => {
    for (const family of catalogue.families.keys()) {
      const { fields } = windowLayoutOf(family);
      expect(new Set(fields).size).toBe(fields.length);
    }
  });

  it('lays out the fields of every kind of measure', () => {
    const { fields } = windowLayoutOf('lighting');

    expect(fields.filter((name) => !name.startsWith('late_')).join(' ')).toBe(
      'readings valid_s online_s tms kwh_n kwh_delta kwh_first kwh_last kwh_resets ' +
        'state_n state_s0 state_s1 state_s2 state_s3 state_first state_last',
    );
    expect(windowLayoutOf('traffic').fields.slice(-12).join(' ')).toBe(
      'n_sum n_spd n_over_v n_gt30 n_gt40 n_gt50 n_gt60 n_gt70 n_gt80 n_gt90 n_gt100 n_gt120',
    );
  });
});
