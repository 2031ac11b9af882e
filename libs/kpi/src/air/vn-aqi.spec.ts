import { describe, expect, it } from '@jest/globals';
import { aqiBand, dailyAqi, eightHourMeans, hourlyAqi, nowCast, roundHalfUp, subIndex } from './vn-aqi.js';

/** kpi.md §2.2: PM2.5 from 09:00 to 20:00. */
const SERIES = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19.0, 16.5, 20.3, 22.4, 19.6, 20.6];
const newestFirst = SERIES.toReversed();

describe('NowCast [QĐ 1459, kpi.md §2.2]', () => {
  it('gives 20.27 and AQI 41 for the source’s series', () => {
    // w = 16.5/26.9 = 0.613; Σ w^(i−1)·c / Σ w^(i−1) = 20.27 → 20.3; 50/25 · 20.3 = 40.6 → 41.
    const value = nowCast(newestFirst);

    expect(value).toBeCloseTo(20.27, 2);
    expect(roundHalfUp(subIndex('pm25', value ?? NaN))).toBe(41);
  });

  it('gives 23.98 when the order is reversed by mistake', () => {
    expect(nowCast(SERIES)).toBeCloseTo(23.98, 2);
  });

  it('needs two of the newest three hours', () => {
    expect(nowCast([10, null, null, 10, 10, 10])).toBeNull();
    expect(nowCast([null, 10, 10])).toBeCloseTo(10, 12);
  });

  it('normalises by the weights of the hours that are there when w is 1/2', () => {
    expect(nowCast([40, null, 10])).toBeCloseTo((40 + 10 / 4) / (1 + 1 / 4), 12);
  });

  it('is 0 for clean air', () => {
    expect(nowCast([0, 0, 0])).toBe(0);
  });
});

describe('[KPI ENV-01] hourly VN_AQI', () => {
  it('takes the greatest sub-index and names its parameter', () => {
    // O3: 50/160 · 136.1 = 42.5 → 43; NO2: 50/100 · (118.7 − 100) + 50 = 59.35 → 59 (the source prints 60 by mistake).
    const aqi = hourlyAqi({ gases: { o3: 136.1, no2: 118.7 }, pm25: newestFirst, pm10: [] });

    expect(aqi).toMatchObject({ index: 59, dominant: 'no2', parts: { o3: 43, no2: 59, pm25: 41 } });
  });

  it('is none without particulates', () => {
    expect(hourlyAqi({ gases: { o3: 136.1 }, pm25: [], pm10: [] })).toBeNull();
  });

  it('stays at 500 above the last breakpoint and says so', () => {
    expect(hourlyAqi({ gases: {}, pm25: [900, 900], pm10: [] })).toMatchObject({
      index: 500,
      overRange: true,
    });
  });
});

describe('[KPI ENV-02] daily VN_AQI', () => {
  it.each([
    ['o3_8h', 89.3, 45],
    ['o3_1h', 114.6, 36],
    ['no2', 130.8, 65],
    ['pm25', 55.7, 110],
  ] as const)('gives %s %d the sub-index %d', (column, c, expected) => {
    expect(roundHalfUp(subIndex(column, c))).toBe(expected);
  });

  it('is the greatest: 110 of PM2.5', () => {
    // 50/30 · (55.7 − 50) + 100 = 109.5 → 110, above 45 and 36 of O3 and 65 of NO2.
    const day = (value: number): number[] => Array.from({ length: 24 }, () => value);
    const o3 = [...Array.from({ length: 7 }, () => 89.3), ...day(89.3)];
    o3[20] = 114.6;

    const aqi = dailyAqi({ pm25: day(55.7), pm10: [], so2: [], no2: day(130.8), co: [], o3 });

    expect(aqi).toMatchObject({ index: 110, dominant: 'pm25' });
  });

  it('takes the first 8-hour mean of the source’s ozone series as 18.0', () => {
    const o3 = [15.7, 14.2, 17.7, 18.9, 19.3, 15.7, 19.7, 22.6, 27.1, 29.0, 31.9, 25.3, 34.7, 35.2, 41.6];

    expect(roundHalfUp(eightHourMeans(o3)[0] ?? NaN, 1)).toBe(18);
  });

  it('needs 18 of 24 hours', () => {
    const hours = [...Array.from({ length: 17 }, () => 30), ...Array.from({ length: 7 }, () => null)];

    expect(dailyAqi({ pm25: hours, pm10: [], so2: [], no2: [], co: [], o3: [] })).toBeNull();
  });
});

describe('rounding and bands', () => {
  it('rounds 109.5 up even when arithmetic made it a little less', () => {
    expect(roundHalfUp(109.49999999999999)).toBe(110);
  });

  it.each([
    [50, 'good'],
    [51, 'moderate'],
    [100, 'moderate'],
    [101, 'poor'],
    [151, 'bad'],
    [201, 'very_bad'],
    [301, 'hazardous'],
  ])('%d is %s', (index, key) => {
    expect(aqiBand(index).key).toBe(key);
  });
});
