import { describe, expect, it } from '@jest/globals';
import { hourlyAqi, nowCast, parameterAqi } from './vn-aqi.js';

describe('VN_AQI of the truth [kpi.md §2.2]', () => {
  const hours = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19, 16.5, 20.3, 22.4, 19.6, 20.6].toReversed();

  it('weighs twelve hours', () => {
    expect(nowCast(hours)).toBeCloseTo(20.27, 2);
    expect(parameterAqi('pm25', 20.3)).toBe(41);
  });

  it.each([
    ['o3', 136.1, 43],
    ['no2', 118.7, 59],
    ['o3', 114.6, 36],
    ['no2', 130.8, 65],
    ['pm25', 55.7, 110],
    ['pm25', 700, 500],
  ])('of %s %d is %d', (parameter, concentration, expected) => {
    expect(parameterAqi(parameter, concentration)).toBe(expected);
  });

  it('has no NowCast with one of the newest three hours, and no AQI without dust', () => {
    expect(nowCast([20, null, null, 20, 20])).toBeNull();
    expect(hourlyAqi({ o3: 100 }, { pm25: null, pm10: null })).toBeNull();
  });
});
