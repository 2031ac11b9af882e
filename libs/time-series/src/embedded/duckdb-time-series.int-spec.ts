import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeTimeSeriesContract } from '@app/testing';
import { type MeasurementSchema, rowsOf, type SeriesRows } from '@app/time-series';
import { MEMORY_LIMIT_MB } from './duckdb-store.js';
import { DuckdbTimeSeries } from './duckdb-time-series.js';

describeTimeSeriesContract('embedded (DuckDB)', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nhippho-series-'));
  let series = new DuckdbTimeSeries({ dir });
  return {
    series,
    reopen: async (schema) => {
      await series.close();
      series = new DuckdbTimeSeries({ dir });
      await series.open(schema);
      return series;
    },
    dispose: async () => {
      await series.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
});

describe('DuckdbTimeSeries', () => {
  const SCHEMA: MeasurementSchema = {
    bucket: 'kpi',
    measurement: 'kpi_value',
    tags: ['kpi'],
    fields: ['value', 'num'],
  };
  const START = Date.UTC(2026, 10, 23);
  const ALL = { bucket: 'kpi', measurement: 'kpi_value', from: 0, to: START * 2 } as const;
  let dir: string;
  let series: DuckdbTimeSeries;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'nhippho-series-'));
    series = new DuckdbTimeSeries({ dir, checkpointMb: 0.05 });
    await series.open([SCHEMA]);
  });
  afterEach(async () => {
    await series.close();
    await rm(dir, { recursive: true, force: true });
  });

  const values = (value: number, count = 300): SeriesRows =>
    rowsOf(
      'kpi',
      'kpi_value',
      Array.from({ length: count }, (_, i) => ({
        time: START,
        tags: { kpi: `k${i}` },
        fields: { value, num: i },
      })),
    );

  it('keeps its files small while the same rows are overwritten and read at once', async () => {
    await series.write([values(0)]);
    const writing = { done: false };
    const reading = async (): Promise<void> => {
      while (!writing.done) expect((await series.read(ALL)).length).toBe(300);
    };
    const readers = Promise.all([reading(), reading(), reading()]);

    for (let round = 1; round < 100; round++) await series.write([values(round)]);
    writing.done = true;
    await readers;

    expect([...new Set((await series.read(ALL)).fields['value'])]).toEqual([99]);
    expect(series.health().ok).toBe(true);
    expect((await stat(join(dir, 'series.duckdb'))).size).toBeLessThan(8 * 2 ** 20);
    expect((await stat(join(dir, 'series.duckdb.wal'))).size).toBeLessThan(2 ** 20);
  });

  it('tells how much memory the database takes', async () => {
    const before = await series.memoryBytes();
    const rows = 200_000;
    const times = Float64Array.from({ length: rows }, (_, i) => START - i * 1000);
    const kpi = Array.from({ length: rows }, () => 'k');
    await series.write([{ ...values(0, 0), length: rows, times, tags: { kpi }, fields: { value: times } }]);
    await series.read(ALL);

    const taken = await series.memoryBytes();

    expect(taken).toBeGreaterThan(before + rows);
    expect(taken).toBeLessThan(MEMORY_LIMIT_MB * 1_000_000);
  });

  it('commits writes while a long read runs', async () => {
    const rows = 200_000;
    const times = Float64Array.from({ length: rows }, (_, i) => START - i * 1000);
    const kpi = Array.from({ length: rows }, () => 'k');
    await series.write([{ ...values(0, 0), length: rows, times, tags: { kpi }, fields: { value: times } }]);
    const finished: string[] = [];

    await Promise.all([
      series.read(ALL).then(() => finished.push('read')),
      series.write([values(1, 1)]).then(() => finished.push('write')),
    ]);

    expect(finished).toEqual(['write', 'read']);
  });
});
