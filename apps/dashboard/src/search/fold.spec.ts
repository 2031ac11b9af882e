import { describe, expect, it } from '@jest/globals';
import { fold, searched } from './fold.js';

describe('search without diacritics', () => {
  it('folds Vietnamese letters, composed or not', () => {
    expect(fold('Thủ Dầu Một')).toBe('thu dau mot');
    expect(fold('Đường ĐT743'.normalize('NFD'))).toBe('duong dt743');
  });

  it('finds every word in any order, the beginning of a text first', () => {
    const areas = ['Huyện Dầu Tiếng', 'Thủ Dầu Một', 'Dầu khí', 'Dĩ An'];

    expect(searched(areas, 'dau', String)).toEqual(['Dầu khí', 'Thủ Dầu Một', 'Huyện Dầu Tiếng']);
    expect(searched(areas, 'mot thu', String)).toEqual(['Thủ Dầu Một']);
    expect(searched(areas, 'Dĩ', String)).toEqual(['Dĩ An']);
  });

  it('leaves everything in its order when nothing was typed', () => {
    expect(searched(['b', 'a'], ' ', String)).toEqual(['b', 'a']);
  });
});
