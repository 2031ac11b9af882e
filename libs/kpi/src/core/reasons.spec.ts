import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REASONS } from './reasons.js';

const PAGE = join(import.meta.dirname, '..', '..', '..', '..', 'apps', 'dashboard', 'src', 'why');

describe('reasons of values', () => {
  it.each(['vi', 'en'])('are said in words on the page, each of them: %s', (lang) => {
    const texts = JSON.parse(readFileSync(join(PAGE, `reasons.${lang}.json`), 'utf8')) as object;

    expect(Object.keys(texts).sort()).toEqual(REASONS.filter((reason) => reason !== null).sort());
  });
});
