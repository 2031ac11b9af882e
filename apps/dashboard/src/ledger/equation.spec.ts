import { describe, expect, it } from '@jest/globals';
import { equationOf } from './equation.js';

const ROW = {
  device: 'a',
  hour: '2026-11-23T00:00:00Z',
  received: 10,
  stored: 5,
  corrected: 1,
  duplicate: 1,
  rejected: { future: 1, not_json: 1 },
  inFlight: 1,
};

describe('the ledger equation', () => {
  it('adds up devices, hours and reasons', () => {
    const equation = equationOf([ROW, { ...ROW, device: 'b' }]);

    expect(equation).toMatchObject({ received: 20, stored: 10, rejected: 4, inFlight: 2, holds: true });
    expect(equation.reasons.get('future')).toBe(2);
  });

  it('does not hold when a reading is missing', () => {
    expect(equationOf([{ ...ROW, stored: 4 }]).holds).toBe(false);
  });
});
