import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeTimeSeriesContract } from '@app/testing';
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
