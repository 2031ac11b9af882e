import { describe, expect, it } from '@jest/globals';
import { parametersOf, questionOf } from '../question.js';
import { linkOf } from './saved-link.js';

const DISTRICTS = ['718', '719'];
const NOW = Date.parse('2026-11-30T08:00:00+07:00');

describe('the link to a saved query', () => {
  it.each([
    ['an area', {}, '725'],
    ['every district', { place: 'districts' }, '74'],
    ['stations', { place: 'stations', stations: 's-1,s-2' }, '74'],
  ])('asks the same again, for %s', (_, own, area) => {
    const asked = parametersOf(
      questionOf({ measure: 'air.pm25', from: '2026-11-01', to: '2026-11-30', bucket: 'day', ...own }, NOW),
      area,
      DISTRICTS,
    );
    const link = linkOf(asked ?? {}, DISTRICTS);

    const again = questionOf(link?.own as Record<string, string>, NOW);
    expect(parametersOf(again, link?.area ?? '', DISTRICTS)).toEqual(asked);
  });

  it('is none for what this page cannot ask', () => {
    const span = { from: '2026-11-01', to: '2026-12-01' };

    expect(linkOf({ measure: ['air.pm25', 'air.pm10'], ...span }, DISTRICTS)).toBeNull();
    expect(linkOf({ measure: ['air.pm25'], device: ['d-1'], ...span }, DISTRICTS)).toBeNull();
    expect(linkOf({ measure: ['air.pm25'], area: ['718', 'u25-x'], ...span }, DISTRICTS)).toBeNull();
    expect(linkOf({ measure: ['air.pm25'] }, DISTRICTS)).toBeNull();
  });
});
