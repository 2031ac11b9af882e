import { describe, expect, it } from '@jest/globals';
import { choiceOf, paramsOf } from './choice.js';

describe('what is compared', () => {
  it('comes back from the URL as it was written', () => {
    const choice = {
      ...choiceOf({}, '718'),
      kpis: ['MOB-03'],
      indicators: [],
      areas: ['718', '725'],
      period: 'month',
      view: 'yoy',
      lag: -2,
      from: '2024-01-01',
    } as const;
    const params = Object.fromEntries(
      Object.entries(paramsOf(choice)).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );

    expect(choiceOf(params, '74')).toEqual(choice);
  });

  it('is of the area that all pages share, unless it says otherwise', () => {
    expect(choiceOf({}, '725').areas).toEqual(['725']);
  });

  it('takes nothing that makes no sense', () => {
    const { kpis, lag, period, from } = choiceOf(
      { kpis: 'A,<b>,A', lag: '900', by: 'century', from: 'x' },
      '74',
    );

    expect([kpis, lag, period, from]).toEqual([['A'], 60, null, '']);
  });
});
