import { describe, expect, it } from '@jest/globals';
import { formatOf } from './format.js';

describe('the format of a reply', () => {
  it.each([
    [undefined, undefined, 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'text/html,application/xhtml+xml', 'json'],
    [undefined, 'text/csv', 'csv'],
    [undefined, 'text/csv;q=0.5, application/x-ndjson', 'ndjson'],
    [undefined, 'application/json;q=0.1, Text/CSV ; q=0.9', 'csv'],
    [undefined, 'text/csv;q=0', 'json'],
    ['parquet', 'text/csv', 'parquet'],
  ] as const)('%p under Accept %p is %s', (asked, accept, expected) => {
    expect(formatOf(asked, accept)).toBe(expected);
  });
});
