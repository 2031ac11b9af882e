import { describe, expect, it } from '@jest/globals';
import { previewOf } from './preview.js';

const base64 = (bytes: string | readonly number[]): string => Buffer.from(bytes as string).toString('base64');

describe('the preview of rejected bytes', () => {
  it('shows text as it came', () => {
    expect(previewOf(base64('{"ts":"hôm qua"}'))).toBe('{"ts":"hôm qua"}');
  });

  it('replaces control characters, direction overrides and bytes that are no text', () => {
    expect(previewOf(base64('a\n\u202Eb'))).toBe('a·b');
    expect(previewOf(base64([0xff, 0x41]))).toBe('\uFFFDA');
  });

  it('cuts what is long', () => {
    expect(previewOf(base64('x'.repeat(500)), 10)).toBe(`${'x'.repeat(10)}…`);
  });
});
