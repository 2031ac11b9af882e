import { describe, expect, it } from '@jest/globals';
import { aContext, aDevice, aStation, columnsOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { finishMember } from '../core/finish.js';
import type { Domain, MemberMethod } from '../core/method.js';
import { DEFAULT_MIN_COMPLETENESS } from '../core/quality.js';
import type { KpiStation } from '../core/station.js';
import { stationHours } from '../core/windows.js';
import { localMidnight } from '../time/civil.js';
import { lightingDomain, lightingMembers } from './lighting.js';
import { bucketAtOrAbove, wasteDomain, wasteMembers } from './waste.js';

const HOUR = 3_600_000;
const MIDNIGHT = localMidnight(2026, 11, 23);

function valueOf(
  [domain, members]: readonly [Domain, readonly MemberMethod[]],
  station: KpiStation,
  from: number,
  fields: Readonly<Record<string, number>>,
  rows = 12,
) {
  const columns = columnsOf(
    Array.from({ length: rows }, (_, w) => ({
      time: from + w * 300_000,
      fields: { readings: 1, ...fields },
    })),
  );
  const [hour] = stationHours([station], columns, from, from + 24 * HOUR);
  const vector = hour === undefined ? null : domain.compute(hour, 0, 12, aContext());
  const [method] = members.filter(({ kpi }) => kpi === 'NRG-02' || kpi === 'WST-02');
  if (vector === null || method === undefined) return null;
  const totals = new AreaTotals([{ station: station.id, no: 1, vector }], vector.length, false);
  return finishMember(method, totals, DEFAULT_MIN_COMPLETENESS);
}

describe('[KPI NRG-02] lamp availability', () => {
  const lighting = [lightingDomain, lightingMembers] as const;
  const lamp = aStation({ family: 'lighting', devices: [aDevice({ cadenceS: 300 })] });
  const states = { state_s0: 30, state_s1: 240, state_s2: 20, state_s3: 10 };

  it('counts off, fault and unreachable against it, inside 18:00–06:00', () => {
    const found = valueOf(lighting, lamp, MIDNIGHT, states);

    // On for 240 of the 30 + 240 + 20 + 10 = 300 s of each of the scheduled hour's twelve windows: 80 % of 1 lamp-hour.
    expect(found?.value).toBeCloseTo(80, 9);
    expect(found?.den).toBeCloseTo(1, 9);
  });

  it('has no value by day, and says so', () => {
    expect(valueOf(lighting, lamp, MIDNIGHT + 10 * HOUR, states)).toMatchObject({
      value: null,
      reason: 'no_schedule',
      expected: 0,
    });
  });

  it('follows the station’s own schedule', () => {
    const value = { on: '09:30', off: '11:00' };
    const facts = [{ key: 'schedule', value, validFrom: 0, validTo: null }];

    expect(valueOf(lighting, { ...lamp, facts }, MIDNIGHT + 9 * HOUR, states)?.den).toBeCloseTo(0.5, 9);
  });

  it('takes silence for missing data, not for a dark lamp', () => {
    expect(valueOf(lighting, lamp, MIDNIGHT, { state_s1: 300 }, 9)).toMatchObject({
      value: 100,
      completeness: 0.75,
    });
    expect(valueOf(lighting, lamp, MIDNIGHT, { state_s1: 300 }, 3)).toMatchObject({
      quality: 'insufficient',
    });
  });
});

describe('[KPI WST-02] overflow', () => {
  const waste = [wasteDomain, wasteMembers] as const;
  const bin = aStation({ family: 'waste', devices: [aDevice({ cadenceS: 300 })] });

  it('is the share of bin-hours at 90 % or more', () => {
    const found = valueOf(waste, bin, MIDNIGHT, { fill_n: 4, fill_h4: 3, fill_h5: 1 });

    // Of four readings one lies in the bucket from 90 % up: 1/4 = 25 %.
    expect(found?.value).toBeCloseTo(25, 9);
  });

  it('finds the bucket that starts at the threshold', () => {
    expect(bucketAtOrAbove([20, 40, 60, 80, 90], 90)).toBe(5);
    expect(bucketAtOrAbove([20, 40], 90)).toBeNull();
  });
});
