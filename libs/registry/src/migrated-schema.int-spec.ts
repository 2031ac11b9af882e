import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { EngineThread } from './pglite/engine-thread.js';
import { pgliteSource } from './pglite/pglite-engine.js';

describe('the migrated schema', () => {
  let engine: EngineThread;
  let source: DataSource;

  beforeAll(async () => {
    engine = await EngineThread.open('memory://');
    source = await pgliteSource(engine);
    await source.runMigrations();
  });

  afterAll(async () => {
    await source.destroy();
    await engine.close();
  });

  it('is what the entities say', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();

    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
