import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { unzipFiles, zipFiles } from '../archive/zip.js';
import { readTable } from './read-table.js';
import { MAX_COLUMNS, MAX_ROWS, TableError } from './table.js';
import { ImportProblems, RowReader } from './row-reader.js';
import { writeXlsx } from './write-xlsx.js';

const SEED = 20_261_130;
/** Several times what the largest of these took. */
const MOST_MS = 25_000;

/** A table within its bounds or a TableError; nothing else, whatever the bytes are. */
async function holds(bytes: Uint8Array): Promise<void> {
  const began = performance.now();
  try {
    const { columns, rows } = await readTable(bytes);
    expect(rows.length).toBeLessThanOrEqual(MAX_ROWS);
    expect(columns.length).toBeLessThanOrEqual(MAX_COLUMNS);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
  }
  expect(performance.now() - began).toBeLessThan(MOST_MS);
}

describe('a table that may be anything', () => {
  it(`is read or refused, whatever its bytes (seed ${SEED})`, async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .array(
          fc.constantFrom(',', ';', '\t', '"', '\n', '\r', '#', "'", '=', 'a', '1', 'ư', '\u0000', '\ufeff'),
        )
        .map((parts) => Buffer.from(parts.join(''))),
    );
    await fc.assert(fc.asyncProperty(bytes, holds), { seed: SEED, numRuns: 500 });
  });

  it(`is read or refused when an XLSX is damaged in its bytes or in its sheet (seed ${SEED})`, async () => {
    const sheet = await writeXlsx([
      {
        name: 'a',
        rows: [
          ['x', 'y'],
          ['1', 'hai'],
          [1.5, true],
        ],
      },
    ]);
    const files = unzipFiles(sheet, { files: 100, bytes: 1e6 });
    const change = fc.record({
      name: fc.constantFrom(...Object.keys(files)),
      at: fc.nat(5_000),
      text: fc.constantFrom(
        '<',
        '>',
        '"',
        '&',
        '&lol;',
        '',
        '<c r="XFD1048576"/>',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '\u0000',
        '-1',
        '1e308',
      ),
      outer: fc.boolean(),
    });
    const damaged = fc.asyncProperty(change, async ({ name, at, text, outer }) => {
      const bytes = Buffer.from(outer ? sheet : files[name]!);
      const place = at % bytes.length;
      const next = Buffer.concat([
        bytes.subarray(0, place),
        Buffer.from(text),
        bytes.subarray(place + text.length),
      ]);
      await holds(outer ? next : zipFiles({ ...files, [name]: next }));
    });
    await fc.assert(damaged, { seed: SEED, numRuns: 100 });
  });

  it('is refused when it unpacks to far more than it is', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(200_000_000) }, { level: 9 });
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`f${i}`, new Uint8Array(1)])),
    );
    for (const bytes of [bomb, many]) await expect(readTable(bytes)).rejects.toThrow(TableError);
  });

  it('is refused when an archive says that an entry is smaller than it is', async () => {
    const honest = Buffer.from(
      zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(5_000_000) }, { level: 9 }),
    );
    // The size is in the entry's own head and in the directory at the end.
    for (let at = honest.indexOf('PK\u0003\u0004'); at >= 0; at = -1) honest.writeUInt32LE(10, at + 22);
    honest.writeUInt32LE(10, honest.indexOf('PK\u0001\u0002') + 24);

    await expect(readTable(honest)).rejects.toThrow(TableError);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'takes %s for a word like any other',
    (word) => {
      const problems = new ImportProblems();
      const reader = new RowReader(2, [word], new Map([['status', 0]]), problems);

      expect(reader.choice('status', { official: 'official' })).toBeNull();
      expect(problems.listed).toMatchObject([{ code: 'unknown_status', cell: 'A2' }]);
    },
  );
});
