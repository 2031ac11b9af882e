import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from '@jest/globals';
import { tableFromIPC } from '@uwdata/flechette';
import type { Column, Row } from './tabular.js';
import { tabularFile } from './tabular-file.js';

const COLUMNS: readonly Column[] = [
  { name: 't', type: 'time' },
  { name: 'area', type: 'text' },
  { name: 'value', type: 'number' },
  { name: 'n', type: 'integer' },
];
const ROWS: readonly Row[] = [
  ['2026-11-01T00:00:00+07:00', 'Thủ Dầu Một', 27.25, 12],
  ['2026-11-02T00:00:00+07:00', '=HYPERLINK("x")', null, 0],
  ['2026-12-31T23:55:00+07:00', null, -1e-9, 2_000_000],
];
const PLAIN = { bom: false, separator: ',', decimal: '.' } as const;

async function fileOf(
  format: 'csv' | 'ndjson' | 'parquet' | 'arrow',
  csv: Parameters<typeof tabularFile>[1]['csv'] = PLAIN,
) {
  const file = await tabularFile(
    { columns: COLUMNS, batches: [ROWS.slice(0, 2), [], ROWS.slice(2)] },
    { format, name: 'x', csv },
  );
  const chunks: Buffer[] = [];
  for await (const chunk of file.getStream()) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

describe('a table as a file', () => {
  it('reads back in DuckDB from Parquet: texts, numbers, nothings and moments', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nhippho-parquet-'));
    const path = join(folder, 'x.parquet');
    writeFileSync(path, await fileOf('parquet'));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      `SELECT epoch_ms(t)::DOUBLE AS t, area, value, n FROM read_parquet('${path}')`,
    );
    const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${path}')`);
    connection.closeSync();
    rmSync(folder, { recursive: true });

    expect(reader.getRows()).toEqual(ROWS.map(([t, ...rest]) => [Date.parse(String(t)), ...rest]));
    expect(types.getRows().map((row) => row[1])).toEqual(['TIMESTAMP', 'VARCHAR', 'DOUBLE', 'INTEGER']);
  });

  it('reads back from an Arrow stream', async () => {
    const table = tableFromIPC(await fileOf('arrow'));

    const rows = table.toArray() as Record<string, unknown>[];
    expect(rows.map(({ t, area, value, n }) => [Number(t), area, value, n])).toEqual(
      ROWS.map(([t, ...rest]) => [Date.parse(String(t)), ...rest]),
    );
  });

  it('is CSV whose texts no spreadsheet runs, with a mark, semicolons and decimal commas on request', async () => {
    expect((await fileOf('csv')).toString()).toBe(
      't,area,value,n\r\n2026-11-01T00:00:00+07:00,Thủ Dầu Một,27.25,12\r\n' +
        `2026-11-02T00:00:00+07:00,"'=HYPERLINK(""x"")",,0\r\n2026-12-31T23:55:00+07:00,,-1e-9,2000000\r\n`,
    );
    const lines = (await fileOf('csv', { bom: true, separator: ';', decimal: ',' })).toString().split('\r\n');
    expect(lines.slice(0, 2)).toEqual([
      '\uFEFFt;area;value;n',
      '2026-11-01T00:00:00+07:00;Thủ Dầu Một;27,25;12',
    ]);
  });

  it('is one JSON object a line', async () => {
    const lines = (await fileOf('ndjson')).toString().trim().split('\n');

    expect(lines.map((text) => JSON.parse(text) as unknown)).toEqual(
      ROWS.map(([t, area, value, n]) => ({ t, area, value, n })),
    );
  });
});
