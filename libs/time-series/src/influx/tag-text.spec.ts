import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { givenTag, lineTag, queryTag, storedTag } from './tag-text.js';

const SEED = 1338;
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\\', ',', '=', ' ', '\n', '%', "'", '"', '5', 'C', '\ud83d', 'ư') }),
);

/** Reads a tag value as InfluxDB does: a backslash counts only before a comma, an equals sign or a space. */
function readLineTag(text: string): string {
  return text.replace(/\\([,= ])/g, '$1');
}

describe('tag values', () => {
  it('leaves ordinary values as they are', () => {
    for (const value of ['cam-0718', 'Cầu Phú Cường'.replaceAll(' ', '_'), '🚦'])
      expect(lineTag(value)).toBe(value);
  });

  it('come back from storage whatever they hold', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(givenTag(readLineTag(lineTag(value)))).toBe(value);
      }),
      { seed: SEED, numRuns: 2000, verbose: true },
    );
  });

  it('never break a line, end it with a backslash, or hold what UTF-8 can not', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const line = lineTag(value);
        expect(line).not.toMatch(/[\n\r]|\\$/);
        expect(line.replace(/\\[,= ]/g, '')).not.toMatch(/[,= \\]/);
        expect(Buffer.from(line, 'utf8').toString('utf8')).toBe(line);
      }),
      { seed: SEED, numRuns: 2000, verbose: true },
    );
  });

  it('end a string of InfluxQL only where they end', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const literal = queryTag(value);
        const inner = literal.slice(1, -1);
        expect(inner.replace(/\\'/g, '')).not.toMatch(/['\\]/);
        expect(inner.replaceAll("\\'", "'")).toBe(storedTag(value));
      }),
      { seed: SEED, numRuns: 2000, verbose: true },
    );
  });
});
