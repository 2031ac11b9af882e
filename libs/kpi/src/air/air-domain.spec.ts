import { describe, expect, it } from '@jest/globals';
import { aContext, aDevice, aStation, columnsOf, type RowOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { finishMember } from '../core/finish.js';
import { foldTime } from '../core/fold.js';
import { DEFAULT_MIN_COMPLETENESS } from '../core/quality.js';
import { stationHours } from '../core/windows.js';
import { localMidnight } from '../time/civil.js';
import { AIR } from './air-components.js';
import { airDomain } from './air-domain.js';
import { airMembers } from './air-members.js';

const HOUR = 3_600_000;
const DAY = localMidnight(2026, 11, 23);
const LATER = DAY + 3 * 24 * HOUR;
const station = aStation({ id: 'air', no: 7, family: 'air', devices: [aDevice({ id: 'a', cadenceS: 300 })] });
const context = aContext({ limit: (p, averaging) => (p === 'pm25' && averaging === '24h' ? 45 : 200) });

/** Windows of an hour with one reading each; `count` of twelve came. */
function rows(from: number, pm25: number, count = 12): RowOf[] {
  return Array.from({ length: count }, (_, w) => ({
    device: 'a',
    time: from + w * 300_000,
    fields: { readings: 1, valid_s: 300, pm25_sum: pm25, pm25_n: 1, no2_sum: 60, no2_n: 1 },
  }));
}

function hour(from: number, pm25: number, count = 12, now = LATER): Float64Array {
  const [one] = stationHours([station], columnsOf(rows(from, pm25, count)), from, now);
  const vector = one === undefined ? null : airDomain.compute(one, 0, 12, context);
  if (vector === null) throw new Error('no vector');
  return vector;
}

const value = (vector: Float64Array, kpi: string) => {
  const totals = new AreaTotals([{ station: 'air', no: 7, vector }], vector.length, false);
  const method = airMembers.find((member) => member.kpi === kpi);
  return method === undefined ? null : finishMember(method, totals, DEFAULT_MIN_COMPLETENESS);
};

describe('[KPI ENV-01] hourly AQI of a station', () => {
  it('reads the eleven hours before through NowCast and names its place', () => {
    const series = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6];
    const vectors = series.map((pm25, i) => hour(DAY + i * HOUR, pm25));
    const current = vectors.at(-1) ?? new Float64Array(0);

    airDomain.derive?.(current, vectors.slice(0, -1).toReversed());

    expect(value(current, 'ENV-01')).toMatchObject({ value: 41, num: 41, den: 1, place: 7, quality: 'ok' });
  });

  it('stays at 500 above the last breakpoint, and says so [kpi.md §2.3]', () => {
    const of = (pm25: number): Float64Array => {
      const [current, before] = [hour(DAY + HOUR, pm25), hour(DAY, pm25)];
      airDomain.derive?.(current, [before]);
      return current;
    };

    expect(value(of(500), 'ENV-01')).toMatchObject({ value: 500, reason: null });
    expect(value(of(600), 'ENV-01')).toMatchObject({ value: 500, reason: 'over_range' });
  });

  it('drops an hour with less than 75 % of its readings', () => {
    expect(hour(DAY, 30, 8)[AIR.at.h_pm25]).toBe(0);
    expect(hour(DAY, 30, 9)[AIR.at.h_pm25]).toBe(1);
  });

  it('is none for a station that is silent, whatever the hours before were', () => {
    const before = hour(DAY, 30);
    const [one] = stationHours([station], columnsOf([]), DAY + 2 * HOUR, LATER);
    const silent = one === undefined ? null : airDomain.compute(one, 0, 12, context);

    airDomain.derive?.(silent ?? before, [before, before]);

    expect(value(silent ?? before, 'ENV-01')).toMatchObject({
      value: null,
      quality: 'insufficient',
      reporting: 0,
      expected: 1,
      reason: 'no_data',
    });
  });

  it('is none without particulates in two of the newest three hours', () => {
    const current = hour(DAY, 30);

    airDomain.derive?.(current, [null, null]);

    expect(value(current, 'ENV-01')).toMatchObject({ value: null, reason: 'no_particulates' });
  });
});

describe('[KPI ENV-05] exceedances', () => {
  const day = (pm25: number, hours: number, now = LATER): Float64Array => {
    const vectors = Array.from({ length: hours }, (_, i) => hour(DAY + i * HOUR, pm25, 12, now));
    const span = { level: 'day', from: DAY, to: DAY + 24 * HOUR, now } as const;
    return foldTime(airDomain, vectors, span, context) ?? new Float64Array(0);
  };

  it('counts a day above the limit of its date', () => {
    expect(value(day(46, 24), 'ENV-05.pm25-24h.count')).toMatchObject({ value: 1, num: 1, den: 1 });
    expect(value(day(46, 24), 'ENV-05.pm25-24h.share')).toMatchObject({ value: 100, num: 1, den: 1 });
    expect(value(day(45, 24), 'ENV-05.pm25-24h.count')).toMatchObject({ value: 0 });
  });

  it('needs 18 of 24 hours, and the day to be over', () => {
    expect(value(day(46, 18), 'ENV-05.pm25-24h.count')?.num).toBe(1);
    expect(value(day(46, 17), 'ENV-05.pm25-24h.count')).toMatchObject({
      value: null,
      reason: 'no_valid_window',
    });
    expect(value(day(46, 20, DAY + 20 * HOUR), 'ENV-05.pm25-24h.count')).toMatchObject({ value: null });
  });

  it('counts hours as they close', () => {
    expect(value(day(46, 3), 'ENV-05.no2-1h.share')).toMatchObject({ value: 0, num: 0, den: 3 });
  });
});
