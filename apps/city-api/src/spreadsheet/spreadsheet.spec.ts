import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { unzipFiles, zipFiles } from '../archive/zip.js';
import { readTable } from './read-table.js';
import { columnLetters, MAX_ROWS, TableError } from './table.js';
import { writeCsv } from './write-csv.js';
import { writeXlsx } from './write-xlsx.js';

const csv = (text: string): Buffer => Buffer.from(text);

describe('readTable of CSV', () => {
  it('names columns by the header and rows by their lines, past comments, empty lines and line breaks in cells', async () => {
    const table = await readTable(csv('# a comment, with "marks\n\na,b\n1,"two\nlines"\n\n3, bốn \n'));
    expect(table).toEqual({
      columns: ['a', 'b'],
      header: 3,
      rows: [
        { row: 4, cells: ['1', 'two\nlines'] },
        { row: 7, cells: ['3', 'bốn'] },
      ],
    });
  });

  it.each([
    ['semicolons, as Vietnamese spreadsheets write them', csv('a;b\n1,5;x\n')],
    ['tabs in UTF-16', Buffer.from('\uFEFFa\tb\n1,5\tx\n', 'utf16le')],
    ['a mark of UTF-8', csv('\uFEFFa;b\r\n1,5;x\r\n')],
  ])('takes %s', async (_name, bytes) => {
    expect((await readTable(bytes)).rows).toEqual([{ row: 2, cells: ['1,5', 'x'] }]);
    expect((await readTable(bytes)).columns).toEqual(['a', 'b']);
  });

  it.each([
    ['nothing', csv(''), /empty/],
    ['another encoding', Buffer.from([0x61, 0x2c, 0xff, 0x0a]), /UTF-8/],
    ['a repeated column', csv('a,b,a\n'), /column a stands twice/],
    ['a column repeated in other letters', csv('value,b,Value\n'), /column Value stands twice/],
    ['an open quote', csv('a,b\n"1,2\n'), /Quote/],
    ['nothing but ends of lines, as many as a file may have', csv('\n'.repeat(900_000)), /empty/],
    ['too many rows', csv(`a\n${'1\n'.repeat(MAX_ROWS + 1)}`), /rows/],
  ])('refuses %s', async (_name, bytes, message) => {
    await expect(readTable(bytes)).rejects.toThrow(TableError);
    await expect(readTable(bytes)).rejects.toThrow(message);
  });
});

describe('readTable of XLSX', () => {
  it('reads numbers, dates and text of the first sheet', async () => {
    const sheet = { name: 'A', rows: [['tên', 'giá trị'], ['Thủ Dầu Một', 0.1], [], ['=1+1', true]] };
    expect(await readTable(await writeXlsx([sheet, { name: 'B', rows: [['x']] }]))).toEqual({
      columns: ['tên', 'giá trị'],
      header: 1,
      rows: [
        { row: 2, cells: ['Thủ Dầu Một', '0.1'] },
        { row: 4, cells: ['=1+1', 'TRUE'] },
      ],
    });
  });

  it('refuses an archive that is no spreadsheet, a damaged one, and a cell far out', async () => {
    await expect(readTable(zipFiles({ 'a.txt': csv('a') }))).rejects.toThrow(TableError);
    const good = await writeXlsx([{ name: 'A', rows: [['a'], ['b']] }]);
    await expect(readTable(good.subarray(0, 200))).rejects.toThrow(TableError);
    const files = unzipFiles(good, { files: 100, bytes: 1e6 });
    const sheet = 'xl/worksheets/sheet1.xml';
    const far = Buffer.from(files[sheet] ?? [])
      .toString()
      .replace('r="A2"', 'r="XFD1048576"');
    await expect(readTable(zipFiles({ ...files, [sheet]: csv(far) }))).rejects.toThrow(/beyond/);
  });

  it('refuses an archive that unpacks to too much, unpacking nothing', async () => {
    const bomb = zipFiles({ 'xl/worksheets/sheet1.xml': new Uint8Array(65_000_000) });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readTable(bomb)).rejects.toThrow(/bytes when unpacked/);
  });
});

describe('written tables', () => {
  it('read back the same, formulas and all, from CSV and XLSX', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((one) => {
      // Outer blanks and Unicode forms are levelled on reading; a NUL has no place in XML.
      return (
        one === one.trim().normalize('NFC') &&
        !/^'|[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(one) &&
        !one.startsWith('#')
      );
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true })), { maxLength: 6 }),
        async (rows) => {
          const all = [['tên', 'x'], ...rows.map(([a, b]) => [a, Object.is(b, -0) ? 0 : b])];
          const want = rows.map(([a, b], i) => ({ row: i + 2, cells: [a, String(b)] }));
          expect((await readTable(Buffer.from(writeCsv(all)))).rows).toEqual(want);
          expect((await readTable(await writeXlsx([{ name: 'A', rows: all }]))).rows).toEqual(want);
        },
      ),
      { seed: 1338, numRuns: 20 },
    );
  });

  it('make the same bytes at another time', async () => {
    const sheets = [{ name: 'A', rows: [[{ value: 'x', bold: true }, 1.5]], widths: [20], fixedRows: 1 }];
    const first = await writeXlsx(sheets);
    const entries = Buffer.from(first).indexOf('PK\u0003\u0004');
    // Date and time of the first entry: 1 January 1980, 00:00, which no clock of today says.
    expect(first.readUInt32LE(entries + 10)).toBe(((0 << 25) | (1 << 21) | (1 << 16)) >>> 0);
    expect((await writeXlsx(sheets)).equals(first)).toBe(true);
  });

  it('keep a spreadsheet from running text as a formula', () => {
    expect(writeCsv([['=cmd()', '+1', '@x', -5, '-5', null]])).toBe("\uFEFF'=cmd(),'+1,'@x,-5,'-5,\r\n");
  });
});

it('names columns as spreadsheets do', () => {
  expect([0, 25, 26, 27, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});
