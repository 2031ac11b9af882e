import { describe, expect, it } from '@jest/globals';
import { formatClaimCode, newClaimCode, parseClaimCode } from './claim-code.js';

describe('a claim code', () => {
  it('is 24 letters in groups of four, and is read back', () => {
    const code = newClaimCode();
    const text = formatClaimCode(code);

    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(parseClaimCode(text)).toEqual(code);
    expect(newClaimCode()).not.toEqual(code);
  });

  it('is read as people type it', () => {
    const code = newClaimCode((n) => new Uint8Array(n).fill(1));

    expect(formatClaimCode(code)).toBe('1111-1111-1111-1111-1111-1111');
    expect(parseClaimCode(' iLi1 1111 iiii-llll-1111 1111 ')).toEqual(code);
    expect(parseClaimCode('o000-0000-0000-0000-0000-000O')).toEqual({
      id: '00000000',
      secret: '0000000000000000',
    });
  });

  it.each(['', '1111', 'U111-1111-1111-1111-1111-1111', '1111-1111-1111-1111-1111-11111', 'é'.repeat(24)])(
    '%p is none',
    (text) => {
      expect(parseClaimCode(text)).toBeNull();
    },
  );
});
