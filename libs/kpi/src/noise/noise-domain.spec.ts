import { describe, expect, it } from '@jest/globals';
import { aContext, aDevice, aStation, columnsOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { finishMember } from '../core/finish.js';
import { foldTime } from '../core/fold.js';
import { DEFAULT_MIN_COMPLETENESS } from '../core/quality.js';
import { stationHours } from '../core/windows.js';
import { DAY_MS, HOUR_MS, localMidnight } from '../time/civil.js';
import { NOISE, noiseDomain } from './noise-domain.js';
import { noiseMembers } from './noise-members.js';

const DAY = localMidnight(2025, 11, 10);
/** QCVN 26:2010, ordinary area. */
const context = aContext({
  noiseLimits: (area) =>
    area === 'ordinary'
      ? [
          { fromHour: 6, toHour: 21, limitDba: 70 },
          { fromHour: 21, toHour: 6, limitDba: 55 },
        ]
      : [],
});

/** A day from the level of each hour; null: silent. `area`: the station's kind. */
function dayOf(
  level: (hour: number) => number | null,
  area = 'ordinary',
  now = DAY + 3 * DAY_MS,
): Float64Array {
  const facts = [{ key: 'noiseArea', value: area, validFrom: 0, validTo: null }];
  const station = aStation({ family: 'noise', facts, devices: [aDevice({ cadenceS: 300 })] });
  const hours = Array.from({ length: 24 }, (_, h) => {
    const dba = level(h);
    const from = DAY + h * HOUR_MS;
    const row = (w: number) => ({
      time: from + w * 300_000,
      fields: { readings: 1, laeq_n: 1, laeq_s: 300, laeq_esum: 300 * 10 ** ((dba ?? 0) / 10) },
    });
    const rows = dba === null ? [] : Array.from({ length: 12 }, (_, w) => row(w));
    const [hour] = stationHours([station], columnsOf(rows), from, now);
    return (hour && noiseDomain.compute(hour, 0, 12, context)) ?? null;
  });
  const span = { level: 'day', from: DAY, to: DAY + DAY_MS, now } as const;
  return foldTime(noiseDomain, hours, span, context) ?? new Float64Array(0);
}

function months(days: readonly Float64Array[]): Float64Array {
  const span = { level: 'month', from: DAY, to: DAY + 30 * DAY_MS, now: DAY + 40 * DAY_MS } as const;
  return foldTime(noiseDomain, days, span, context) ?? new Float64Array(0);
}

function valueOf(kpi: string, vectors: readonly Float64Array[]) {
  const stations = vectors.map((vector, i) => ({ station: `s${i}`, no: i + 1, vector }));
  const totals = new AreaTotals(stations, NOISE.names.length, false);
  const member = noiseMembers.find((one) => one.kpi === kpi);
  return member === undefined ? null : finishMember(member, totals, DEFAULT_MIN_COMPLETENESS);
}

/** Lden's vector of kpi.md §2.5: day 65, evening 62, night 55. */
const vector65 = (hour: number): number => (hour < 6 || hour >= 22 ? 55 : hour < 18 ? 65 : 62);

describe('[KPI ENV-08] Lden', () => {
  it('of day 65, evening 62, night 55 is 65.40 [kpi.md §2.5]', () => {
    expect(valueOf('ENV-08.level', [dayOf(vector65)])?.value).toBeCloseTo(65.4, 2);
  });

  it('of a month is the energy mean of its days', () => {
    // A constant level L has Lden = L + 10·lg((12 + 4·10^0.5 + 8·10)/24) = L + 6.396. Days of 50 and 60:
    // 10·lg((10^5 + 10^6)/2) + 6.396 = 57.404 + 6.396 = 63.80, not 61.40.
    const month = months([dayOf(() => 50), dayOf(() => 60)]);

    expect(valueOf('ENV-08.level', [month])?.value).toBeCloseTo(57.404 + 6.396, 2);
  });

  it('of an area is the share of stations above 55 dBA', () => {
    // 48 + 6.4 = 54.4, 49 + 6.4 = 55.4, 65.4: two of three.
    const stations = [dayOf(() => 48), dayOf(() => 49), dayOf(vector65)];

    expect(valueOf('ENV-08.share55', stations)).toMatchObject({ num: 2, den: 3 });
    expect(valueOf('ENV-08.share55', stations)?.value).toBeCloseTo(200 / 3, 9);
  });

  it('needs 75 % of day, evening and night each', () => {
    // The evening is 18–22: three of its four hours will do, two won't.
    expect(valueOf('ENV-08.level', [dayOf((h) => (h === 18 ? null : 50))])?.value).toBeCloseTo(56.396, 2);
    expect(valueOf('ENV-08.level', [dayOf((h) => (h === 18 || h === 19 ? null : 50))])).toMatchObject({
      value: null,
      quality: 'insufficient',
      completeness: 0,
    });
  });

  it('is none for a day that is running', () => {
    const running = dayOf(() => 50, 'ordinary', DAY + 23 * HOUR_MS);

    expect(valueOf('ENV-08.level', [running])).toMatchObject({ value: null, reason: 'no_valid_window' });
  });
});

describe('[KPI ENV-07] noise compliance', () => {
  it('is the share of days and nights within their limits', () => {
    // 70 by day is allowed, 56 at night isn't: one of two.
    const day = dayOf((h) => (h >= 6 && h < 21 ? 70 : 56));

    expect(valueOf('ENV-07', [day])).toMatchObject({ value: 50, num: 1, den: 2, completeness: 1 });
  });

  it('takes the energy mean of the period: one loud hour spoils a night', () => {
    // Eight hours at 50 and one at 65: 10·lg((8·10^5 + 10^6.5)/9) = 56.4 > 55.
    const day = dayOf((h) => (h === 2 ? 65 : 50));

    expect(valueOf('ENV-07', [day])).toMatchObject({ value: 50 });
  });

  it('takes a constant level at the limit for within it', () => {
    const day = dayOf((h) => (h >= 6 && h < 21 ? 70 : 55));

    expect(valueOf('ENV-07', [day])).toMatchObject({ value: 100, num: 2, den: 2 });
  });

  it('adds up station-periods, and leaves out those with too little data', () => {
    // First station: both within. Second: its night has 5 of 9 hours, its day is too loud. 2 of 3.
    const second = dayOf((h) => (h >= 6 && h < 21 ? 71 : h < 5 ? 40 : null));

    expect(valueOf('ENV-07', [dayOf(() => 40), second])).toMatchObject({
      num: 2,
      den: 3,
      completeness: 0.75,
      quality: 'ok',
    });
  });

  it('has no value where no limit holds, and says so', () => {
    expect(valueOf('ENV-07', [dayOf(() => 40, 'special')])).toMatchObject({
      value: null,
      reason: 'no_limit',
    });
  });
});
