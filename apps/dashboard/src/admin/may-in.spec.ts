import { describe, expect, it } from '@jest/globals';
import { mayIn } from './may-in.js';
import type { Session } from './session.js';

const AREAS = [
  { code: '74', parent: null },
  { code: '718', parent: '74' },
  { code: '725', parent: '74' },
  { code: '25747', parent: '718' },
];
const OPERATOR: Session['places'] = [
  { area: null, actions: ['read'] },
  { area: '718', actions: ['read', 'devices.write'] },
];

describe('mayIn', () => {
  it('holds in an area and in what lies in it, and nowhere else', () => {
    const where = ['718', '25747', '725', '74', null];

    expect(where.filter((area) => mayIn(OPERATOR, AREAS, 'devices.write', area))).toEqual(['718', '25747']);
  });

  it('holds everywhere for what may be done in the whole province', () => {
    for (const area of ['718', '74', null]) expect(mayIn(OPERATOR, AREAS, 'read', area)).toBe(true);
  });
});
