import { describe, expect, it } from '@jest/globals';
import { aContext, aDevice, aStation, columnsOf } from '../../test/fixtures.js';
import { AreaTotals } from '../core/area-totals.js';
import { dayComponents, DayVectors } from '../core/day-vectors.js';
import { finishMember } from '../core/finish.js';
import { foldTime } from '../core/fold.js';
import { DEFAULT_MIN_COMPLETENESS } from '../core/quality.js';
import { stationHours } from '../core/windows.js';
import { DAY_MS, HOUR_MS, localMidnight } from '../time/civil.js';
import { WEATHER, weatherDomain, weatherMembers } from './weather.js';

const DAY = localMidnight(2026, 10, 1);
const LATER = DAY + 60 * DAY_MS;
const context = aContext();

/** What a station saw in an hour: rain in mm, greatest temperature; null: silent. */
type Seen = { readonly rain?: number; readonly temp?: number } | null;

function dayOf(day: number, seen: (hour: number) => Seen, now = LATER): Float64Array {
  const from = DAY + day * DAY_MS;
  const station = aStation({ family: 'weather', devices: [aDevice({ cadenceS: 300 })] });
  const hours = Array.from({ length: 24 }, (_, h) => {
    const one = seen(h);
    const row = (w: number) => ({
      time: from + h * HOUR_MS + w * 300_000,
      fields: {
        readings: 1,
        ...(one?.rain === undefined ? {} : { rain_n: 1, rain_sum: one.rain / 12 }),
        ...(one?.temp === undefined ? {} : { temp_n: 1, temp_max: one.temp - (w === 5 ? 0 : 1) }),
      },
    });
    const rows = one === null ? [] : Array.from({ length: 12 }, (_, w) => row(w));
    const [hour] = stationHours([station], columnsOf(rows), from + h * HOUR_MS, now);
    return (hour && weatherDomain.compute(hour, 0, 12, context)) ?? null;
  });
  const span = { level: 'day', from, to: from + DAY_MS, now } as const;
  return foldTime(weatherDomain, hours, span, context) ?? new Float64Array(0);
}

/** A month's value from the days of each station. */
function valueOf(kpi: string, stations: readonly (readonly Float64Array[])[]) {
  const span = { level: 'month', from: DAY, to: DAY + 31 * DAY_MS, now: LATER } as const;
  const byDay = new Map<number, Map<string, Float64Array>>();
  const vectors = stations.map((days, s) => {
    for (const [i, vector] of days.entries()) {
      const one = byDay.get(DAY + i * DAY_MS) ?? new Map<string, Float64Array>();
      byDay.set(DAY + i * DAY_MS, one.set(`s${s}`, vector));
    }
    const vector = foldTime(weatherDomain, days, span, context) ?? new Float64Array(0);
    return { station: `s${s}`, no: s + 1, vector };
  });
  const days = new DayVectors(dayComponents(weatherMembers, 'month'), byDay, 'all');
  const totals = new AreaTotals(vectors, WEATHER.names.length, false, days);
  const member = weatherMembers.find((one) => one.kpi === kpi);
  return member === undefined ? null : finishMember(member, totals, DEFAULT_MIN_COMPLETENESS);
}

const dry = (day: number): Float64Array => dayOf(day, () => ({ rain: 0, temp: 30 }));
/** 24 hours of 2.5 mm are 60 mm. */
const wet = (day: number): Float64Array => dayOf(day, () => ({ rain: 2.5, temp: 30 }));

describe('[KPI ENV-09] heavy-rain and hot days', () => {
  it('counts a day once for an area, whichever and however many stations saw it', () => {
    // Day 0 at both stations, day 1 at the second only, day 2 at none: 2 of 3 days.
    const value = valueOf('ENV-09.heavy-rain', [
      [wet(0), dry(1), dry(2)],
      [wet(0), wet(1), dry(2)],
    ]);

    expect(value).toMatchObject({ value: 2, num: 2, den: 3, quality: 'ok' });
  });

  it('takes more than 50 mm in a local day for heavy', () => {
    // 25 mm twice is exactly 50.
    const rain = (mm: number) => (h: number) => ({ rain: h === 3 || h === 23 ? mm : 0 });

    expect(valueOf('ENV-09.heavy-rain', [[dayOf(0, rain(25))]])?.value).toBe(0);
    expect(valueOf('ENV-09.heavy-rain', [[dayOf(0, rain(25.1))]])?.value).toBe(1);
  });

  it('takes 50 mm in small amounts, which binary sums make a little more, for no more than 50', () => {
    // 12 · 1.3 + 12 · 2.8666… = 50, summed 50.000000000000014.
    const drizzle = dayOf(0, (h) => ({ rain: h % 2 === 0 ? 1.3 : 50 / 12 - 1.3 }));

    expect(valueOf('ENV-09.heavy-rain', [[drizzle]])?.value).toBe(0);
  });

  it('takes a day that reached 35 °C for hot, by its greatest temperature', () => {
    const temp = (top: number) => (h: number) => ({ temp: h === 14 ? top : 30 });

    expect(valueOf('ENV-09.hot', [[dayOf(0, temp(34.9)), dayOf(1, temp(35))]])).toMatchObject({
      value: 1,
      den: 2,
    });
  });

  it('knows a day without the event from 18 of 24 hours on, one with it as soon as it is seen', () => {
    const few = dayOf(0, (h) => (h < 17 ? { rain: 0 } : null));
    const cloudburst = dayOf(1, (h) => (h === 0 ? { rain: 51 } : null));
    const value = valueOf('ENV-09.heavy-rain', [[few, cloudburst, dry(2), dry(3)]]);

    // Of four days the first isn't known.
    expect(value).toMatchObject({ value: 1, den: 3 });
  });

  it('counts a running day from the moment that it is one', () => {
    const running = dayOf(0, () => ({ rain: 6 }), DAY + 10 * HOUR_MS);

    expect(valueOf('ENV-09.heavy-rain', [[running]])).toMatchObject({ value: 1, den: 1 });
  });
});
