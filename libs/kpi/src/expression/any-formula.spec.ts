import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compileExpression, type ExpressionScope } from './compile.js';

const SEED = 20_261_130;
const SCOPE: ExpressionScope = { components: ['vkt', 'vht'], facts: null, series: null };
/** Several times what the longest formula took. */
const MOST_MS = 25_000;

const LEAVES = [
  'c.vkt',
  'c.vht',
  'stations',
  'reporting',
  '0',
  '1',
  '2.5',
  '1e308',
  '-1',
  '9223372036854775807',
  'true',
  'fact["a"]',
  'series["se.pop"]',
  'fact["__proto__"]',
  'series["constructor"]',
  '"a" in fact',
  'c.__proto__',
  'c.constructor',
  'constructor',
  '__proto__',
  'this',
  'c',
  'fact',
  'null',
  '"x"',
  '[1]',
  '{}',
];
const leaf = fc.constantFrom(...LEAVES);
const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    leaf,
    fc
      .tuple(
        tie('formula'),
        fc.constantFrom('+', '-', '*', '/', '%', '<', '==', '&&', '||', '.', '?'),
        tie('formula'),
      )
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(
        fc.constantFrom('min', 'max', 'ratio', 'abs', 'sqrt', 'eval', 'constructor', 'size'),
        tie('formula'),
        tie('formula'),
      )
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc.tuple(tie('formula'), tie('formula'), tie('formula')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    tie('formula').map((a) => `-${a}`),
    tie('formula').map((a) => `${a}.constructor`),
    tie('formula').map((a) => `[1,2].map(x, ${a})`),
  ),
}));
const garbage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '"',
        "'",
        '\\',
        '.',
        ',',
        '?',
        ':',
        '+',
        '-',
        'c',
        'x',
        '1',
        ' ',
        '\n',
        'r"',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

/** Compiles to something with a number or nothing as its value, or is refused with a place; and soon. */
function holds(text: string): void {
  const began = performance.now();
  const { expression, mistakes } = compileExpression(text, SCOPE);
  expect((expression === null) === mistakes.length > 0).toBe(true);
  for (const { line, column, message } of mistakes) {
    expect(line >= 1 && column >= 1).toBe(true);
    expect(message).not.toMatch(/native code|function Object/);
  }
  for (const number of [0, 1, -1, 1e308, NaN]) {
    const inputs = {
      component: () => number,
      fact: () => number,
      series: () => null,
      stations: 2,
      reporting: 0,
    };
    const { value, num, den } = expression?.evaluate(inputs) ?? { value: null, num: null, den: null };
    for (const part of [value, num, den]) expect(part === null || Number.isFinite(part)).toBe(true);
  }
  expect(performance.now() - began).toBeLessThan(MOST_MS);
}

describe('a formula that may be anything', () => {
  it(`gives a number, nothing, or mistakes with their places (seed ${SEED})`, () => {
    fc.assert(fc.property(formula, holds), { seed: SEED, numRuns: 2_000 });
  });

  it(`is refused when it is no formula (seed ${SEED})`, () => {
    fc.assert(fc.property(garbage, holds), { seed: SEED, numRuns: 2_000 });
  });

  it.each([
    ['brackets', `${'('.repeat(990)}1${')'.repeat(990)}`],
    ['minus signs', '-'.repeat(1_999)],
    ['exclamation marks', `${'!'.repeat(1_998)}a`],
    ['conditions', 'true?'.repeat(390)],
    ['sums', Array.from({ length: 999 }, () => '1').join('+')],
    ['an open text', `"${'\\'.repeat(1_900)}`],
    ['calls', 'min('.repeat(490)],
    ['parts', `c${'.c'.repeat(990)}`],
  ])('is answered soon when it is full of %s', (_, text) => {
    holds(text);
  });

  it.each(['c.constructor', 'c.__proto__', 'constructor', '__proto__', 'fact.constructor', 'toString()'])(
    'can not reach what every object has: %s',
    (text) => {
      const { expression } = compileExpression(text, { ...SCOPE, facts: new Set(), series: new Set() });

      expect(expression).toBeNull();
    },
  );
});
