import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Problem } from '../http/problem.js';
import { DefinitionPipe } from './definition-document.js';

const SEED = 20_261_130;
const CORPUS = new URL('../../test/corpus/definitions.txt', import.meta.url);
/** No document of the size that is let in may hold the event loop for longer; ten times what was seen. */
const MOST_MS = 5_000;

/** A definition or a Problem 400 with places; nothing else, whatever is sent. */
function holds(body: unknown): void {
  const began = performance.now();
  try {
    new DefinitionPipe().transform(body);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.getStatus()).toBe(400);
  }
  expect(performance.now() - began).toBeLessThan(MOST_MS);
  expect(({} as Record<string, unknown>)['id']).toBeUndefined();
}

const WORDS = [
  'id',
  ': ',
  '- ',
  '\n',
  '  ',
  '&a ',
  '*a',
  '<<: ',
  '{',
  '}',
  '[',
  ']',
  '|',
  '>',
  "'",
  '"',
  '#',
  '?',
  '!!set',
  '---',
  '...',
  '%',
  '@',
  '__proto__',
  'constructor',
  'OWN-01',
  '1e999',
  '\u0000',
  'tiếng Việt',
];
const word = fc.constantFrom(...WORDS);

describe('a definition that may be anything', () => {
  const corpus = readFileSync(CORPUS, 'utf8').split('\n');
  const documents = corpus.filter((line) => line !== '' && !line.startsWith('#'));

  it.each(documents)('is read or refused: %s', (line) => {
    holds(line.replaceAll('\\n', '\n'));
  });

  it('is refused when it is nested too deep to be read', () => {
    holds('['.repeat(16_384));
    holds('['.repeat(16_385));
    holds(`${'{a: '.repeat(3_000)}1${'}'.repeat(3_000)}`);
    holds(Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'));
    holds('- '.repeat(8_000));
    holds('? '.repeat(8_000));
  });

  it('is refused at once for thousands of mistakes', () => {
    for (const text of ['a: &a ', '!a ', '- !a\n', 'a: 1\n', '[}', 'a: b: ', '%a\n', "- 'a\n", '- *a\n'])
      holds(text.repeat(Math.floor(16_384 / text.length)));
    holds(`${'[,'.repeat(40)}${','.repeat(16_300)}`);
  });

  it(`is read or refused, whatever YAML it is (seed ${SEED})`, () => {
    const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
    fc.assert(fc.property(text, holds), { seed: SEED, numRuns: 2_000 });
  });

  it(`is read or refused, whatever JSON it is (seed ${SEED})`, () => {
    fc.assert(fc.property(fc.jsonValue(), holds), { seed: SEED, numRuns: 500 });
  });
});
