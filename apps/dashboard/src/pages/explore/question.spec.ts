import { describe, expect, it } from '@jest/globals';
import { curlLine, monthOf, parametersOf, questionOf } from './question.js';

const NOW = Date.parse('2026-11-30T20:00:00Z'); // 1 December in the city

describe('a question in the URL', () => {
  it('is the last seven local days by the hour unless it says more', () => {
    expect(questionOf({}, NOW)).toMatchObject({ from: '2026-11-25', to: '2026-12-01', bucket: 'hour' });
    expect(questionOf({ bucket: 'century', from: 'x' }, NOW)).toMatchObject({
      from: '2026-11-25',
      bucket: 'hour',
    });
  });

  it('includes its last day, which the interface excludes', () => {
    const question = questionOf({ from: '2026-11-01', to: '2026-11-30', bucket: 'day' }, NOW);
    expect(parametersOf(question, '718', [])).toEqual({
      measure: 'traffic.speed',
      area: '718',
      from: '2026-11-01',
      to: '2026-12-01',
      bucket: 'day',
    });
  });

  it('asks for stations or districts together, and for nothing while none is chosen', () => {
    const stations = questionOf({ place: 'stations', stations: 'a,b', agg: 'max' }, NOW);
    expect(parametersOf(stations, '74', [])).toMatchObject({ station: 'a,b', agg: 'max' });
    expect(parametersOf({ ...stations, stations: [] }, '74', [])).toBeNull();
    const districts = { ...stations, place: 'districts' as const };
    expect(parametersOf(districts, '74', ['718', '725'])).toMatchObject({ area: '718,725' });
  });
});

describe('monthOf', () => {
  it('is whole months, also across the end of a year and in February', () => {
    expect(monthOf('2026-11-30')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(monthOf('2026-01-15', -1)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(monthOf('2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  });
});

describe('curlLine', () => {
  it('quotes the address', () => {
    expect(curlLine('http://h/api?a=1&b=2', 'x.csv')).toBe(
      "curl --compressed -o x.csv 'http://h/api?a=1&b=2'",
    );
  });
});
