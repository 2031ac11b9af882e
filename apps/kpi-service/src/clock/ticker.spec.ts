import { describe, expect, it } from '@jest/globals';
import { localMidnight } from '@app/kpi';
import type { WorkRepository } from '@app/registry';
import { WorkMarks } from '../work/work-marks.js';
import { dueKeys } from './ticker.js';

const HOUR = 3_600_000;
const MIN = 60_000;
const MIDNIGHT = localMidnight(2026, 11, 23);
const marks = new WorkMarks({} as WorkRepository);
const due = (last: number, now: number): string[] =>
  dueKeys(marks, 'traffic', last, now).map(({ level, from }) => `${level} ${(from - MIDNIGHT) / HOUR}`);

describe('what the clock makes dirty', () => {
  it('is the running hour', () => {
    expect(due(MIDNIGHT + 90 * MIN, MIDNIGHT + 90 * MIN + 5000)).toEqual(['hour 1']);
  });

  it('is the hour before as long as its last values are not final', () => {
    expect(due(MIDNIGHT + 65 * MIN, MIDNIGHT + 65 * MIN + 5000)).toEqual(['hour 0', 'hour 1']);
    expect(due(MIDNIGHT + 71 * MIN, MIDNIGHT + 71 * MIN + 5000)).toEqual(['hour 1']);
  });

  it('is a day at its end and when it becomes final', () => {
    expect(due(MIDNIGHT - 1000, MIDNIGHT + 1000)).toEqual(
      expect.arrayContaining(['hour -1', 'hour 0', 'day -24', 'day 0', 'week -168', 'week 0']),
    );
    expect(due(MIDNIGHT + 9 * MIN, MIDNIGHT + 10 * MIN)).toEqual([
      'hour -1',
      'hour 0',
      'day -24',
      'week -168',
    ]);
  });

  it('is every hour and day that passed while nobody looked', () => {
    const found = due(MIDNIGHT - 48 * HOUR, MIDNIGHT + HOUR);

    expect(found.filter((text) => text.startsWith('hour'))).toHaveLength(51);
    expect(found).toEqual(expect.arrayContaining(['day -72', 'day -48', 'day -24', 'day 0']));
  });
});
