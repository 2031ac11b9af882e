import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const files = ['apps', 'libs', 'test', 'tools'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file.replaceAll('\\', '/')}`,
  ),
);
const page = readFileSync(join(ROOT, 'docs', 'security.md'), 'utf8');

/** Rows of the list that the project began with, by group. */
const ROWS = { A: 13, M: 6, N: 6, K: 6, I: 7, P: 2, W: 2, J: 2, F: 2, T: 7 };

describe('docs/security.md', () => {
  it('answers every row of the list of failure modes, once', () => {
    const wanted = Object.entries(ROWS).flatMap(([group, n]) =>
      Array.from({ length: n }, (_, i) => `${group}${i + 1}`),
    );
    const answered = [...page.matchAll(/^\| ([A-Z]\d+) +\|.*\|$/gm)].map(([, row]) => row);

    expect(answered).toEqual(wanted);
  });

  it.each(['security.md', 'privacy.md', 'reliability.md', 'architecture.md'])(
    'names only tests that exist: %s',
    (name) => {
      const text = readFileSync(join(ROOT, 'docs', name), 'utf8');
      const named = [...text.matchAll(/`([\w./-]+spec\.ts)`/g)].map(([, file = '']) => file);

      const missing = named.filter((one) => !files.some((file) => file === one || file.endsWith(`/${one}`)));
      expect([...new Set(missing)]).toEqual([]);
    },
  );
});
