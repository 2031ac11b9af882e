import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { itemsOf, type MeasurementSchema, rowsOf } from '@app/time-series';
import { DuckdbTimeSeries } from './duckdb-time-series.js';

const SCHEMA: MeasurementSchema = {
  bucket: 'kpi',
  measurement: 'kpi_value',
  tags: ['kpi'],
  fields: ['value'],
};
const START = Date.UTC(2026, 10, 30);
const ALL = { bucket: 'kpi', measurement: 'kpi_value', from: 0, to: START * 2 } as const;
/** Enough for a transaction of several pages. */
const ROWS = 2_000;

describe('a write-ahead log of which a power cut left pieces', () => {
  let folder: string;
  /** A database of three transactions as it is on the disk while it is open. */
  let left: string;
  /** Length of the log before each transaction and after the last. */
  const ends: number[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nhippho-torn-'));
    left = join(folder, 'left');
    const series = new DuckdbTimeSeries({ dir: join(folder, 'series') });
    await series.open([SCHEMA]);
    ends.push(await series.walBytes());
    for (const time of [1, 2, 3]) {
      const items = Array.from({ length: ROWS }, (_, i) => ({
        time: START + time,
        tags: { kpi: `k${i}` },
        fields: { value: i },
      }));
      await series.write([rowsOf('kpi', 'kpi_value', items)]);
      ends.push(await series.walBytes());
    }
    await cp(join(folder, 'series'), left, { recursive: true });
    await series.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Opens a copy whose log has been changed. */
  const opened = async (change: (bytes: Buffer) => unknown) => {
    const dir = join(folder, 'copy');
    const log = join(dir, 'series.duckdb.wal');
    await rm(dir, { recursive: true, force: true });
    await cp(left, dir, { recursive: true });
    const bytes = await readFile(log);
    change(bytes);
    await writeFile(log, bytes);
    const torn: number[] = [];
    const series = new DuckdbTimeSeries({ dir, onTorn: ({ bytes: cut }) => void torn.push(cut) });
    try {
      await series.open([SCHEMA]);
      const rows = itemsOf(await series.read(ALL));
      return { torn, times: [...new Set(rows.map(({ time }) => time - START))], rows: rows.length };
    } catch (error) {
      return { torn, error: String(error), size: (await stat(log)).size };
    } finally {
      await series.close();
    }
  };

  it('opens without the transaction that was being written, and says what it forgot', async () => {
    const [, , from = 0, to = 0] = ends;
    expect(to - from).toBeGreaterThan(3 * 4096);

    const { torn, times, rows } = await opened((bytes) => bytes.fill(0, from, from + 4096));

    expect({ times, rows }).toEqual({ times: [1, 2], rows: 2 * ROWS });
    expect(torn).toEqual([to - from]);
  });

  it('opens with every transaction that is whole', async () => {
    expect(await opened(() => undefined)).toEqual({ torn: [], times: [1, 2, 3], rows: 3 * ROWS });
  });

  it('is refused, and left as it is, when what is broken was followed by other transactions', async () => {
    const [, from = 0, , to = 0] = ends;

    const { torn, error, size } = await opened((bytes) => (bytes[from + 40]! ^= 1));

    expect(error).toMatch(/opening the time series.*Corrupt WAL file/);
    expect({ torn, size }).toEqual({ torn: [], size: to });
  });

  it('is refused when a length leads beyond its end, and other transactions follow', async () => {
    const [, from = 0, , to = 0] = ends;

    const { error, size } = await opened((bytes) => bytes.writeUInt8(0x40, from + 6));

    expect(error).toMatch(new RegExp(`is damaged at byte ${from}`));
    expect(size).toBe(to);
  });

  it('opens without its last transaction when a length of that leads beyond its end', async () => {
    const [, , from = 0] = ends;

    const { times } = await opened((bytes) => bytes.writeUInt8(0x40, from + 6));

    expect(times).toEqual([1, 2]);
  });
});
