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

    const order = rows.map(() => queue.next(NOW));

    expect(order).toEqual([rows[4], rows[2], rows[3], rows[0], rows[1]]);
    expect(queue.next(NOW)).toBeNull();
  });

  it('takes hours of a formula that looks back oldest first, one at a time', () => {
    const queue = new WorkQueue();
    const air = [30, 29].map((hours) => ({ ...row('hour', NOW - 1 - hours * HOUR), domain: 'air' }));
    queue.add(air.toReversed(), NOW + 1000);

    const first = queue.next(NOW);

    expect(first).toEqual(air[0]);
    expect(queue.next(NOW, air.slice(0, 1))).toBeNull();
    expect(queue.next(NOW)).toEqual(air[1]);
  });

  it('keeps the newer mark of a cell', () => {
    const queue = new WorkQueue();
    queue.add([row('hour', NOW - 1, 1)], NOW + 1000);
    queue.add([row('hour', NOW - 1, 2)], NOW + 1000);

    expect(queue.next(NOW)?.seq).toBe(2);
    expect(queue.size).toBe(0);
  });

  it('forgets a row whose lease has run out', () => {
    const queue = new WorkQueue();
    queue.add([row('hour', NOW - 1)], NOW + 1000);

    expect(queue.next(NOW + 1000)).toBeNull();
  });
});
