import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PGlite } from '@electric-sql/pglite';
import type { DataSource } from 'typeorm';
import { pgliteSource } from './pglite/pglite-engine.js';

describe('the migrated schema', () => {
  let db: PGlite;
  let source: DataSource;

  beforeAll(async () => {
    db = await PGlite.create();
    source = await pgliteSource(db);
    await source.runMigrations();
  });

  afterAll(async () => {
    await source.destroy();
    await db.close();
  });

  it('is what the entities say', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();

    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
