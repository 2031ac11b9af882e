import { describe, expect, it } from '@jest/globals';
import { aDevice } from '../../test/fixtures.js';
import { blockMs, expectedReadings } from './expected.js';

const T0 = 1_800_000_000_000 - (1_800_000_000_000 % 300_000);
const MIN = 60_000;

describe('expected readings [DESIGN §2.4]', () => {
  it('are exactly period/cadence in a closed window, whatever the phase', () => {
    for (const phaseMs of [null, 0, 17_000]) {
      expect(expectedReadings(aDevice({ cadenceS: 60, phaseMs }), T0, T0 + 5 * MIN, T0 + 60 * MIN)).toBe(5);
    }
  });

  it('count an interval once its end plus min(cadence, 60 s) has passed', () => {
    const device = aDevice({ cadenceS: 60, phaseMs: 0 });

    expect(expectedReadings(device, T0, T0 + 5 * MIN, T0 + 2 * MIN - 1)).toBe(0);
    expect(expectedReadings(device, T0, T0 + 5 * MIN, T0 + 2 * MIN)).toBe(1);
    expect(expectedReadings(device, T0, T0 + 5 * MIN, T0 + 5 * MIN)).toBe(4);
    expect(expectedReadings(device, T0, T0 + 5 * MIN, T0 + 6 * MIN)).toBe(5);
  });

  it('follow the learned phase of a slow device in a running period', () => {
    const device = aDevice({ cadenceS: 300, phaseMs: 200_000 });

    expect(expectedReadings(device, T0, T0 + 15 * MIN, T0 + 200_000 + 360_000 - 1)).toBe(0);
    expect(expectedReadings(device, T0, T0 + 15 * MIN, T0 + 200_000 + 360_000)).toBe(1);
  });

  it('are clipped to the time in service', () => {
    const active = [{ from: T0 + 2 * MIN, to: T0 + 4 * MIN }];

    expect(expectedReadings(aDevice({ cadenceS: 60, active }), T0, T0 + 5 * MIN, T0 + 60 * MIN)).toBe(2);
  });

  it('are none out of service', () => {
    expect(expectedReadings(aDevice({ active: [] }), T0, T0 + 5 * MIN, T0 + 60 * MIN)).toBe(0);
  });

  it('are compared in blocks that the cadence divides', () => {
    expect([60, 300, 120, 900, 600, 420].map((cadence) => blockMs(cadence) / MIN)).toEqual([
      5, 5, 60, 15, 60, 60,
    ]);
  });
});
