import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { aContext, aDevice, aSegment, aStation, columnsOf, type RowOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { ACTIVE } from '../core/basis.js';
import { finishMember } from '../core/finish.js';
import { histogramPercentile } from '../core/histogram.js';
import { DEFAULT_MIN_COMPLETENESS } from '../core/quality.js';
import { sumVectors } from '../core/sum.js';
import { stationHours } from '../core/windows.js';
import { localMidnight } from '../time/civil.js';
import { trafficDomain } from '../traffic/traffic-domain.js';
import { dataDomain, dataMembers, LATENESS_EDGES } from './data-domain.js';

const T0 = localMidnight(2026, 11, 23);
const HOUR = 3_600_000;

function values(rows: readonly RowOf[], now = T0 + 2 * HOUR) {
  const station = aStation({ devices: [aDevice({ lanes: [1, 2] })] });
  const [hour] = stationHours([station], columnsOf(rows), T0, now);
  const vector = hour === undefined ? null : dataDomain.compute(hour, 0, 12, aContext());
  if (vector === null) return new Map();
  const totals = new AreaTotals([{ station: 's1', no: 1, vector }], vector.length, false);
  return new Map(dataMembers.map((m) => [m.kpi, finishMember(m, totals, DEFAULT_MIN_COMPLETENESS)]));
}

describe('data quality', () => {
  it('[KPI DAT-01] takes a device for online as long as its best lane', () => {
    const rows = [
      { lane: '1', time: T0, fields: { readings: 5, online_s: 300 } },
      { lane: '2', time: T0, fields: { readings: 2, online_s: 120 } },
    ];

    // 300 of the hour's 3600 seconds, by the better lane: 8.33 %.
    expect(values(rows).get('DAT-01')?.value).toBeCloseTo(100 / 12, 9);
  });

  it('[KPI DAT-01, DAT-02] is 0 in silence, and known', () => {
    const found = values([]);

    expect(found.get('DAT-01')).toMatchObject({ value: 0, quality: 'ok', reporting: 0, expected: 1 });
    expect(found.get('DAT-02')).toMatchObject({ value: 0, num: 0, den: 120 });
    expect(found.get('DAT-03.p95')).toMatchObject({ value: null, quality: 'insufficient' });
  });

  it('[KPI DAT-01] counts device-time up to now only', () => {
    const row = { lane: '1', time: T0, fields: { readings: 3, online_s: 300 } };

    expect(values([row], T0 + 240_000).get('DAT-01')).toMatchObject({ value: 100, num: 240, den: 240 });
  });

  it('[KPI DAT-02] doesn’t let a surplus in one window fill a gap in another', () => {
    const rows = [{ lane: '1', time: T0, fields: { readings: 10 } }];

    // 5 a window and lane are owed, so that 10 count as 5; 2 lanes owe 2 · 12 · 5 = 120 in the hour.
    expect(values(rows).get('DAT-02')).toMatchObject({ num: 5, den: 120 });
  });
});

describe('[KPI DAT-03] lateness', () => {
  it('interpolates the percentile inside its bucket', () => {
    // 90 readings between 5 and 10 s, 10 between 10 and 20: the 95th is half way through the latter, 15 s.
    const counts = [0, 0, 0, 90, 10];

    expect(histogramPercentile(counts, LATENESS_EDGES, 0.95)).toBeCloseTo(15, 9);
    expect(histogramPercentile(counts, LATENESS_EDGES, 0.5)).toBeCloseTo(5 + 5 * (50 / 90), 9);
  });

  it('gives the lower edge of the open bucket, and null for nothing', () => {
    expect(histogramPercentile([...LATENESS_EDGES.map(() => 0), 3], LATENESS_EDGES, 0.95)).toBe(86_400);
    expect(histogramPercentile([0, 0], LATENESS_EDGES, 0.95)).toBeNull();
  });
});

/** Quarters stand in their hour only. */
const OF_AN_HOUR = /^q[1-4]$|^q_known$/;

describe('component sums', () => {
  it('don’t depend on the order of rows, nor on how stations and hours are grouped', () => {
    const row = fc.record({
      w: fc.nat(11),
      n: fc.double({ min: 0, max: 1e4, noNaN: true }),
      v: fc.double({ min: 1, max: 120, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ w }) => w, maxLength: 12 }),
        fc.array(fc.nat(1000)),
        (given, keys) => {
          const rows = given.map(({ w, n, v }) => ({
            time: T0 + w * 300_000,
            fields: { readings: 5, valid_s: 300, n_sum: n, n_spd: n, n_over_v: n / v },
          }));
          const shuffled = rows
            .map((one, i) => ({ one, key: keys[i] ?? i }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ one }) => one);
          const station = aStation({ facts: aSegment(1.7, 50) });
          const vector = (some: readonly RowOf[], first: number, last: number) => {
            const [hour] = stationHours([station], columnsOf(some), T0, T0 + 2 * HOUR);
            return hour === undefined ? null : trafficDomain.compute(hour, first, last, aContext());
          };
          const whole = vector(rows, 0, 12) ?? new Float64Array(0);
          const quarters = [0, 3, 6, 9].flatMap((w) => vector(shuffled, w, w + 3) ?? []);
          const sum = sumVectors(quarters, whole.length);

          expect(vector(shuffled, 0, 12)).toEqual(whole);
          for (const [i, value] of whole.entries()) {
            if (i !== ACTIVE && !OF_AN_HOUR.test(trafficDomain.components[i] ?? ''))
              expect(Math.abs((sum[i] ?? 0) - value)).toBeLessThanOrEqual(
                1e-9 * Math.max(1, Math.abs(value)),
              );
          }
        },
      ),
      { seed: 1338, numRuns: 60 },
    );
  });
});
