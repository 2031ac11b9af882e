import { describe, expect, it } from '@jest/globals';
import { toCsv } from './csv.js';

const body = (cell: string | number | null): string => toCsv(['a'], [[cell]]).split('\r\n')[1] ?? '';

describe('CSV', () => {
  it('begins with a byte-order mark and ends its lines with CRLF', () => {
    expect(toCsv(['a', 'b'], [[1, 'x']])).toBe('\uFEFFa,b\r\n1,x\r\n');
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(body('a,"b"')).toBe('"a,""b"""');
    expect(body('x\ny')).toContain('"x');
  });

  it.each(['=1+1', '+1', '-cmd', '@sum', '\t=1', '  =1'])('disarms the formula %j', (text) => {
    expect(body(text).replaceAll('"', '')).toMatch(/^'/);
  });

  it('keeps negative numbers numbers and leaves out what is no number', () => {
    expect(body(-1.5)).toBe('-1.5');
    expect(body(Number.NaN)).toBe('');
    expect(body(null)).toBe('');
  });
});
