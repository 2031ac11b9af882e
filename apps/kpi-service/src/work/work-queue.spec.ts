import { describe, expect, it } from '@jest/globals';
import { localMidnight } from '@app/kpi';
import type { ClaimedWork } from '@app/registry';
import { WorkQueue } from './work-queue.js';

const HOUR = 3_600_000;
const NOW = localMidnight(2026, 11, 23) + 10 * HOUR + 1;
const row = (level: ClaimedWork['level'], from: number, seq = 1): ClaimedWork => ({
  domain: 'traffic',
  level,
  from,
  seq,
  dueAt: NOW,
});
const midnight = localMidnight(2026, 11, 23);

/** What one cell at a time would be evaluated. */
const single = (queue: WorkQueue): ClaimedWork | undefined => queue.next(NOW, 1).rows[0];

describe('WorkQueue', () => {
  it('takes running periods first, then history from its newest hour', () => {
    const queue = new WorkQueue();
    const rows = [
      row('hour', NOW - 1 - 30 * HOUR),
      row('day', midnight - 24 * HOUR),
      row('day', midnight),
      row('hour', NOW - 1 - 29 * HOUR),
      row('hour', NOW - 1),
    ];
    queue.add(rows, NOW + 1000);

    const order = rows.map(() => single(queue));

    expect(order).toEqual([rows[4], rows[2], rows[3], rows[0], rows[1]]);
    expect(single(queue)).toBeUndefined();
  });

  it('takes what looks back oldest first, one at a time', () => {
    const queue = new WorkQueue();
    const air = [30, 29].map((hours) => ({ ...row('hour', NOW - 1 - hours * HOUR), domain: 'air' }));
    queue.add(air.toReversed(), NOW + 1000);

    expect(queue.next(NOW, 10)).toEqual({ rows: [air[0]], together: 'cells' });
    expect(queue.next(NOW, 10)).toEqual({ rows: [air[1]], together: 'cells' });
  });

  it('takes cells of one level side by side, as many as may be', () => {
    const queue = new WorkQueue();
    const rows = [25, 27, 29].map((hours) => row('hour', NOW - 1 - hours * HOUR));
    queue.add([...rows, row('day', midnight - 48 * HOUR)], NOW + 1000);

    expect(queue.next(NOW, 2).rows).toEqual(rows.slice(0, 2));
    expect(queue.next(NOW, 2).rows).toEqual(rows.slice(2));
    expect(queue.next(NOW, 2).rows).toHaveLength(1);
  });

  it("takes a past day's many hours of a domain in the order of time, the day after them", () => {
    const queue = new WorkQueue();
    const yesterday = midnight - 24 * HOUR;
    const hours = [3, 4, 5, 6].map((hour) => row('hour', yesterday + hour * HOUR));
    const day = row('day', yesterday);
    const others = [
      { ...row('hour', yesterday + 3 * HOUR), domain: 'noise' },
      row('hour', yesterday - 5 * HOUR),
    ];
    queue.add([day, ...hours.toReversed(), ...others], NOW + 1000);
    single(queue); // noise's hour stands before traffic's.

    expect(queue.next(NOW, 10)).toEqual({ rows: [...hours, day], together: 'day' });
    expect(queue.size).toBe(1);
  });

  it("takes an alarm scope's past hours of two days as one stretch, after the KPIs that they may rest on", () => {
    const queue = new WorkQueue();
    const alarm = (hours: number) => ({ ...row('hour', midnight - hours * HOUR), domain: 'alarm.air' });
    const [hours, later] = [[100, 90, 53].map(alarm), alarm(52)];
    const kpi = row('hour', midnight - 100 * HOUR);
    queue.add([...hours.toReversed(), later, kpi], NOW + 1000);

    expect(queue.next(NOW, 10).rows).toEqual([kpi]);
    expect(queue.next(NOW, 10)).toEqual({ rows: hours, together: 'alarms' });
    expect(queue.next(NOW, 10)).toEqual({ rows: [later], together: 'alarms' });
  });

  it('takes live alarms one by one, before any history', () => {
    const queue = new WorkQueue();
    const live = { ...row('hour', NOW - 1), domain: 'alarm.air' };
    queue.add([row('hour', midnight - 100 * HOUR), live], NOW + 1000);

    expect(queue.past(NOW)).toBe(1);
    expect(queue.next(NOW, 10)).toEqual({ rows: [live], together: 'cells' });
  });

  it('takes the days of a recalculation oldest first', () => {
    const queue = new WorkQueue();
    const days = [3, 2].map((back) =>
      [1, 2, 3, 4].map((hour) => ({
        ...row('hour', midnight - back * 24 * HOUR + hour * HOUR),
        recalculation: 1,
      })),
    );
    queue.add(days.flat(), NOW + 1000);

    expect(queue.next(NOW, 10).rows).toEqual(days[0]);
  });

  it('knows of history that comes, not of what is live, and not for another cause', () => {
    const queue = new WorkQueue();
    const past = row('day', midnight - 24 * HOUR);
    queue.add([past, row('day', midnight)], NOW + 1000);

    expect(queue.isComing(past, NOW)).toBe(true);
    expect(queue.isComing({ ...past, cause: 'exclusion' }, NOW)).toBe(false);
    expect(queue.isComing(row('day', midnight), NOW)).toBe(false);
    expect(queue.isComing(past, NOW + 1000)).toBe(false);
  });

  it('keeps the newer mark of a cell', () => {
    const queue = new WorkQueue();
    queue.add([row('hour', NOW - 1, 1)], NOW + 1000);
    queue.add([row('hour', NOW - 1, 2)], NOW + 1000);

    expect(single(queue)?.seq).toBe(2);
    expect(queue.size).toBe(0);
  });

  it('forgets a row whose lease has run out', () => {
    const queue = new WorkQueue();
    queue.add([row('hour', NOW - 1)], NOW + 1000);

    expect(queue.next(NOW + 1000, 1).rows).toEqual([]);
  });
});
