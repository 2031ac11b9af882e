import { expect, it } from '@jest/globals';
import type { Alarm } from '../api/types.js';
import { byUrgency } from './urgency.js';

it('puts the worst alarms first, and of equals the newest', () => {
  const alarm = (id: string, severity: Alarm['severity'], openedAt: string) => ({ id, severity, openedAt });
  const alarms = [
    alarm('old', 'warning', '2026-11-23T07:00:00+07:00'),
    alarm('info', 'info', '2026-11-23T07:40:00+07:00'),
    alarm('new', 'warning', '2026-11-23T07:30:00+07:00'),
    alarm('bad', 'critical', '2026-11-23T06:00:00+07:00'),
  ];

  expect(alarms.sort(byUrgency).map(({ id }) => id)).toEqual(['bad', 'new', 'old', 'info']);
});
