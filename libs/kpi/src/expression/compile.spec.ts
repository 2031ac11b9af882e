import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compileExpression, type ExpressionInputs, type ExpressionScope } from './compile.js';

const SCOPE: ExpressionScope = {
  components: ['vkt', 'vht', 'delay'],
  facts: new Set(['area_km2']),
  series: new Set(['se.pop']),
};

const inputs = (over: Partial<ExpressionInputs> = {}): ExpressionInputs => ({
  component: (name) => ({ vkt: 17_000, vht: 400, delay: 110 })[name] ?? 0,
  fact: (key) => (key === 'area_km2' ? 118.91 : null),
  series: (id) => (id === 'se.pop' ? 331_652 : null),
  stations: 4,
  reporting: 3,
  ...over,
});

const evaluate = (text: string, over: Partial<ExpressionInputs> = {}) => {
  const { expression, mistakes } = compileExpression(text, SCOPE);
  expect(mistakes).toEqual([]);
  return expression?.evaluate(inputs(over));
};
const mistakes = (text: string) => compileExpression(text, SCOPE).mistakes;

describe('an expression', () => {
  it('divides sums once and shows both', () => {
    // kpi.md 3.6: VKT 17 000 over VHT 400 = 42.5 km/h.
    expect(evaluate('ratio(c.vkt, c.vht)')).toEqual({ value: 42.5, num: 17_000, den: 400 });
    expect(evaluate('ratio(c.delay, c.vkt, 1000)')?.value).toBeCloseTo(6.470588, 6);
  });

  it('mixes whole and decimal numbers, facts, series and numbers of stations', () => {
    // 110 veh·h / 331 652 people · 365 = 0.121060…
    expect(evaluate('c.delay / series["se.pop"] * 365')?.value).toBeCloseTo((110 / 331_652) * 365, 12);
    expect(evaluate('c.vkt / fact["area_km2"] / 24')?.value).toBeCloseTo(17_000 / 118.91 / 24, 12);
    expect(evaluate('reporting < stations ? min(c.vht, 100) : 0.0')).toEqual({
      value: 100,
      num: 100,
      den: 1,
    });
  });

  it('has no value where it reads something unknown or divides by zero', () => {
    expect(evaluate('c.vkt / series["se.pop"]', { series: () => null })).toEqual({
      value: null,
      num: null,
      den: null,
    });
    expect(evaluate('ratio(c.vkt, c.vht)', { component: () => 0 })).toEqual({ value: null, num: 0, den: 0 });
    expect(evaluate('c.vkt / c.vht', { component: () => 0 })?.value).toBeNull();
    expect(evaluate('"se.pop" in series ? 1 : 0', { series: () => null })?.value).toBe(0);
  });

  it.each([
    ['c.vkt /', 1, 8, 'EOF'],
    ['c.vktt / c.vht', 1, 3, 'vkt, vht, delay'],
    ['c.vkt\n  + d.vht', 2, 5, 'c, fact and series'],
    ['c.vkt + x', 1, 9, 'reporting'],
    ['fact["areakm2"] * 2', 1, 6, 'area_km2'],
    ['c.vkt / series["se.popp"]', 1, 16, 'se.pop'],
    ['mean(c.vkt)', 1, 1, 'ratio'],
    ['c.vkt * (1/2)', 1, 10, '1.0/2'],
    ['c.vkt > 3', 1, 1, 'bool'],
    ['[1, 2].map(x, x)', 1, 2, 'maxListElements'],
    ['"a".matches("b") ? 1 : 2', 1, 1, 'matches'],
    ['series[string(1)]', 1, 1, 'key'],
    ['c', 1, 1, 'c.name'],
    ['', 1, 1, 'EOF'],
  ])('%j is refused at line %d, column %d: %s', (text, line, column, named) => {
    const [first] = mistakes(text);
    expect(first).toMatchObject({ line, column });
    expect(first?.message).toContain(named);
  });

  it('is bounded in length, size and depth', () => {
    expect(mistakes(`${'1 + '.repeat(800)}1`)[0]?.message).toContain('2000 characters');
    expect(mistakes(`${'1+'.repeat(400)}1`)[0]?.message).toContain('maxAstNodes');
    expect(mistakes(`${'('.repeat(100)}1${')'.repeat(100)}`)[0]?.message).toContain('maxDepth');
  });

  it('never throws, whatever the text and the inputs', () => {
    const parts = fc.constantFrom(
      'c.vkt',
      'c.vht',
      '1',
      '0',
      '1.5',
      '+',
      '-',
      '/',
      '*',
      '(',
      ')',
      '?',
      ':',
      '>',
      'fact["area_km2"]',
      'series',
      '.',
      ',',
      'ratio',
      'min',
      '"',
      '[',
      '{',
      '!',
      'in',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), fc.double(), (words, number) => {
        const { expression, mistakes: found } = compileExpression(words.join(' '), SCOPE);
        expect(expression === null).toBe(found.length > 0);
        const value = expression?.evaluate(inputs({ component: () => number })).value ?? null;
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
      { seed: 1338, numRuns: 2000 },
    );
  });
});
