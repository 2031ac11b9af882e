import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, localMidnight } from '../time/civil.js';
import { recalculationUnits } from './units.js';

describe('the pieces of a recalculation', () => {
  const from = localMidnight(2026, 10, 30) + 90 * 60_000;

  it('are the hours that the span touches with their days, then every longer period that does, level by level', () => {
    const units = recalculationUnits(['traffic', 'air'], from, from + 2 * HOUR_MS);

    // 01:30 to 03:30 touches the hours 01, 02 and 03 of one day, week, month, quarter and year.
    expect(units.filter(({ domain }) => domain === 'air').map(({ level }) => level)).toEqual(
      'hour hour hour day week month quarter year'.split(' '),
    );
    expect(units).toHaveLength(16);
    expect(units.slice(0, 5).map(({ domain }) => domain)).toEqual(['air', 'air', 'air', 'air', 'traffic']);
  });

  it('put each day after its hours, and before the hours of the next', () => {
    const units = recalculationUnits(['air'], localMidnight(2026, 10, 1), localMidnight(2026, 10, 3));

    const first = units.slice(0, 50).map(({ level }) => level);
    const day = [...Array<string>(24).fill('hour'), 'day'];
    expect(first).toEqual([...day, ...day]);
    const starts = units.slice(0, 50).map((unit) => unit.from);
    expect(starts[24]).toBe(localMidnight(2026, 10, 1));
    expect(starts[25]).toBe(localMidnight(2026, 10, 2));
  });

  it('reach over a month’s end', () => {
    const units = recalculationUnits(['air'], from, from + 3 * DAY_MS);

    expect(units.filter(({ level }) => level === 'month').map((unit) => unit.from)).toEqual([
      localMidnight(2026, 10, 1),
      localMidnight(2026, 11, 1),
    ]);
  });
});
