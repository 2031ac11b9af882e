import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PGlite } from '@electric-sql/pglite';
import type { DataSource } from 'typeorm';
import { registrySource } from '../registry-engine.js';
import { query } from '../sql.js';
import { pglitePoolDriver } from './pglite-pool.js';

describe('PglitePool', () => {
  let db: PGlite;
  let source: DataSource;

  beforeAll(async () => {
    db = await PGlite.create();
    source = registrySource({ driver: pglitePoolDriver(db, { waiting: 2, waitMs: 50 }) });
    await source.initialize();
  }, 60_000);

  afterAll(async () => {
    await source.destroy();
    await db.close();
  });

  it('fails a wait that takes too long, naming who holds the connection', async () => {
    const holder = source.createQueryRunner();
    await holder.query('SELECT 1338 AS decision');

    const waiting = query(source, 'SELECT 1');

    await expect(waiting).rejects.toMatchObject({
      code: 'REGISTRY_UNAVAILABLE',
      retryable: true,
      message: expect.stringMatching(/waited 50 ms; held for \d+ ms by: SELECT 1338/) as unknown,
    });
    await holder.release();
    await expect(query(source, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('refuses one more than may wait', async () => {
    const holder = source.createQueryRunner();
    await holder.connect();

    const results = Promise.allSettled([1, 2, 3].map((n) => query(source, 'SELECT $1::int AS n', [n])));
    await expect(query(source, 'SELECT 4')).rejects.toThrow(/too many are waiting/);
    await holder.release();

    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('does not pass on a transaction that its holder forgot', async () => {
    await query(source, 'CREATE TABLE kept (n int)');
    const forgetful = source.createQueryRunner();
    await forgetful.query('BEGIN');
    await forgetful.query('INSERT INTO kept VALUES (1)');
    await forgetful.release();

    await expect(query(source, 'SELECT n FROM kept')).resolves.toEqual([]);
  });
});
