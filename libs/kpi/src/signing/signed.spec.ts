import { describe, expect, it } from '@jest/globals';
import { localMidnight } from '../time/civil.js';
import { periodEnd } from '../time/periods.js';
import { signatureOf } from './signed.js';

const MONTH = localMidnight(2026, 10, 1);
const OCTOBER = { id: 1, set: 'plan-2020', area: '', from: MONTH, to: periodEnd('month', MONTH) };
const cell = { set: 'plan-2020', area: '718', from: MONTH, to: MONTH + 300_000 };

describe('signed periods', () => {
  it('freeze every shorter period inside them, of every area of their set', () => {
    expect(signatureOf([OCTOBER], cell)).toBe(OCTOBER);
    expect(signatureOf([OCTOBER], { ...cell, to: OCTOBER.to })).toBe(OCTOBER);
    expect(signatureOf([OCTOBER], { ...cell, set: 'units-2025' })).toBeNull();
  });

  it('leave what reaches beyond them alone: a week over the end, the quarter', () => {
    const last = OCTOBER.to - 86_400_000;
    expect(signatureOf([OCTOBER], { ...cell, from: last, to: last + 7 * 86_400_000 })).toBeNull();
    expect(signatureOf([OCTOBER], { ...cell, to: periodEnd('quarter', MONTH) })).toBeNull();
  });

  it('freeze one area only where signed for one', () => {
    const one = { ...OCTOBER, area: '719' };
    expect(signatureOf([one], cell)).toBeNull();
    expect(signatureOf([one], { ...cell, area: '719' })).toBe(one);
  });
});
