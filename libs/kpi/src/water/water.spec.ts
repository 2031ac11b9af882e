import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { figuresOf, type Reported, rowsEvery, valueOver } from '../../test/evaluate.js';
import { aDevice, aStation } from '../../test/fixtures.js';
import type { StationDays } from '../core/day-vectors.js';
import { localMidnight } from '../time/civil.js';
import { distinctEvents } from './flood-events.js';
import { readingsAbove, waterDomain } from './water-domain.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = localMidnight(2026, 11, 1);
const LEVELS = { bd1: 1.4, bd2: 1.5, bd3: 1.6, datum: 'Hòn Dấu', note: '' };

/** A gauge that reports every five minutes, at 1.0 m but for the stretches given: [from, to, metres] in hours. */
function aGauge(no: number, floods: readonly (readonly [number, number, number])[], days = 2): Reported {
  const device = aDevice({ id: `gauge-${no}`, cadenceS: 300 });
  const fact = (key: string, value: unknown) => ({ key, value, validFrom: 0, validTo: null });
  const facts = [fact('floodLevels', LEVELS), fact('drain', { lengthKm: 2 * no })];
  const station = aStation({ id: `s${no}`, no, family: 'water', facts, devices: [device] });
  const rows = rowsEvery(300, FIRST - 3 * HOUR, FIRST + days * DAY, (at) => {
    const hours = (at - FIRST) / HOUR;
    const level = floods.find(([from, to]) => hours >= from && hours < to)?.[2] ?? 1;
    return { level_n: 1, level_min: level, level_max: level };
  });
  return { station, rows: rows.map((row) => ({ ...row, device: device.id })) };
}
const over = (kpi: string, gauges: readonly Reported[], days = 2) =>
  valueOver(kpi, waterDomain, gauges, { first: FIRST, count: days });

describe('[KPI WTR-01] hours above the warning levels', () => {
  // s1: 1.45 m from 06:00 to 08:00 and 1.65 m from 08:00 to 08:30 → 2.5 h above I, 0.5 h above II and III.
  // s2: 1.55 m from 07:00 to 08:00 → 1 h above I and II. Station-hours: I 3.5, II 1.5, III 0.5.
  const gauges = [
    aGauge(1, [
      [6, 8, 1.45],
      [8, 8.5, 1.65],
    ]),
    aGauge(2, [[7, 8, 1.55]]),
  ];

  it.each([
    ['bd1', 3.5, 2.5],
    ['bd2', 1.5, 1],
    ['bd3', 0.5, 0.5],
  ])('%s: station-hours as a sum, and the longest with its gauge', (level, sum, longest) => {
    const [all, most] = [over(`WTR-01.${level}`, gauges), over(`WTR-01.${level}-max`, gauges)];
    expect(all?.value).toBeCloseTo(sum, 9);
    expect(all?.quality).toBe('ok');
    expect(most?.value).toBeCloseTo(longest, 9);
    expect(most?.place).toBe(level === 'bd2' ? 2 : 1);
  });

  it('counts no hour twice of a gauge that reports faster in a flood', () => {
    // Every five minutes, and every minute from 06:00 to 08:00: two hours, not ten.
    const gauge = aGauge(1, [[6, 8, 1.45]]);
    const rows = gauge.rows.map(({ fields, ...row }) => ({
      ...row,
      fields: (fields.level_max ?? 0) > 1.4 ? { ...fields, readings: 5, level_n: 5 } : fields,
    }));

    expect(over('WTR-01.bd1', [{ ...gauge, rows }])?.value).toBeCloseTo(2, 9);
  });

  it('has no value where no gauge has registered levels, and says so', () => {
    const gauge = aGauge(1, []);
    const bare = { ...gauge, station: { ...gauge.station, facts: [] } };

    expect(over('WTR-01.bd1', [bare])).toMatchObject({ value: null, reason: 'no_figure' });
    expect(over('WTR-02', [bare])).toMatchObject({ value: null, reason: 'no_figure' });
  });

  it('splits the readings of a window of a crossing evenly', () => {
    // Five readings between 1.3 and 1.5 m: 5 · (1.5 − 1.4) / 0.2 = 2.5, rounded to 3.
    expect(readingsAbove(1.4, 5, 1.3, 1.5)).toBe(3);
    expect([readingsAbove(1.4, 5, 1.4, 1.5), readingsAbove(1.4, 5, 1.2, 1.39)]).toEqual([5, 0]);
    // The greatest is above and the least below, whatever the shares.
    expect([readingsAbove(1.4, 5, 0, 1.4), readingsAbove(1.4, 5, 1.39, 9)]).toEqual([1, 4]);
  });
});

describe('[KPI WTR-02] flood events', () => {
  it('are apart after an hour below, of one gauge', () => {
    // Above I 02–03, 03:30–04 (half an hour later: the same event) and 06–07 (two hours later: another) → 2.
    expect(
      over('WTR-02', [
        aGauge(1, [
          [2, 3, 1.5],
          [3.5, 4, 1.5],
          [6, 7, 1.5],
        ]),
      ])?.value,
    ).toBe(2);
    // Exactly an hour below: another one. Five minutes less: the same.
    expect(
      over('WTR-02', [
        aGauge(1, [
          [2, 3, 1.5],
          [4, 5, 1.5],
        ]),
      ])?.value,
    ).toBe(2);
    expect(
      over('WTR-02', [
        aGauge(1, [
          [2, 3, 1.5],
          [3 + 11 / 12, 5, 1.5],
        ]),
      ])?.value,
    ).toBe(1);
  });

  it('count once for the area, however many gauges see them', () => {
    // s1 02–05 and s2 04–07 are one flood; s2 20–21 is another. The sum over gauges would be 3.
    const gauges = [
      aGauge(1, [[2, 5, 1.5]]),
      aGauge(2, [
        [4, 7, 1.5],
        [20, 21, 1.5],
      ]),
    ];
    expect(gauges.map((gauge) => over('WTR-02', [gauge])?.value)).toEqual([1, 2]);
    expect(over('WTR-02', gauges)?.value).toBe(2);
  });

  it('go on over midnight, and belong to the period in which they begin', () => {
    // 22:00 of the first day to 03:00 of the second: one. 23:00 before the month to 02:00: none in the month.
    expect(over('WTR-02', [aGauge(1, [[22, 27, 1.5]])])?.value).toBe(1);
    expect(over('WTR-02', [aGauge(1, [[-1, 2, 1.5]])])?.value).toBe(0);
  });

  it('neither begin nor end in silence', () => {
    const gauge = aGauge(1, [[2, 8, 1.5]]);
    const silent = gauge.rows.filter(({ time }) => time < FIRST + 4 * HOUR || time >= FIRST + 6 * HOUR);
    expect(over('WTR-02', [{ ...gauge, rows: silent }])?.value).toBe(1);
  });

  it('are none where nothing rose, which is a value', () => {
    expect(over('WTR-02', [aGauge(1, [])])).toMatchObject({ value: 0, quality: 'ok' });
  });

  it('of an area are never more than those of its gauges together, nor fewer than any one’s', () => {
    const bits = fc.array(fc.nat(2 ** 48 - 1), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(bits, { minLength: 1, maxLength: 4 }), (gauges) => {
        const station = (groups: readonly number[], no: number): StationDays => ({
          station: `s${no}`,
          no,
          days: [FIRST],
          values: [1, 0, ...groups].map((value) => Float64Array.of(value)),
        });
        const stations = gauges.map(station);
        const alone = stations.map((one) => distinctEvents([one]).value ?? 0);
        const together = distinctEvents(stations).value ?? 0;
        expect(together).toBeLessThanOrEqual(alone.reduce((a, b) => a + b, 0));
        expect(distinctEvents(stations.toReversed()).value).toBe(together);
      }),
      { seed: 1338, numRuns: 50 },
    );
  });
});

describe('[KPI WTR-03] drains monitored', () => {
  it('counts the length of gauges that work', () => {
    // s1 watches 2 km and reports; s2 watches 4 km and reports on one of two days (50 % < 75 %). 2 / 50 km = 4 %.
    const [works, fails] = [aGauge(1, []), aGauge(2, [])];
    const rows = fails.rows.filter(({ time }) => time < FIRST + DAY);
    const found = valueOver('WTR-03', waterDomain, [works, { ...fails, rows }], {
      first: FIRST,
      count: 2,
      period: 'year',
      figures: figuresOf({ drain_km: 50 }),
    });
    expect(found).toMatchObject({ value: 4, num: 2, den: 50, quality: 'ok' });
  });
});
