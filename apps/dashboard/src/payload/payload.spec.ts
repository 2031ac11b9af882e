import { describe, expect, it } from '@jest/globals';
import { payloadOf } from './payload.js';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

describe('payloadOf', () => {
  it('lays out JSON', () => {
    expect(payloadOf(base64('{"a":1}')).text).toBe('{\n  "a": 1\n}');
  });

  it('keeps what is no JSON as it came, and shows what would not be seen or would turn the line round', () => {
    expect(payloadOf(base64('a\u0000b\u202Ec\nd')).text).toBe('a·b·c\nd');
  });

  it('says that bytes are no text, and shows them', () => {
    const payload = payloadOf(base64(Uint8Array.of(0xff, 0x41, 0x0a)));
    expect(payload.text).toBeNull();
    expect(payload.hex).toBe(`0000  ff 41 0a${' '.repeat(39)}  .A.`);
    expect(payload.length).toBe(3);
  });
});
