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
    source = registrySource({
      driver: pglitePoolDriver(db, null, { waiting: 2, waitMs: 50, answerMs: 5_000 }),
    });
    await source.initialize();
  });

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

describe('PglitePool on an engine that never answers again', () => {
  let db: PGlite;
  let source: DataSource;
  let isDead = false;
  const reasons: string[] = [];

  beforeAll(async () => {
    db = await PGlite.create();
    const dying = new Proxy(db, {
      get: (target, name) => {
        if (name === 'execProtocolStream' && isDead) return () => new Promise(() => undefined);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const reopen = (why: string): Promise<PGlite> => {
      reasons.push(why);
      return Promise.resolve(db);
    };
    source = registrySource({
      driver: pglitePoolDriver(dying, reopen, { waiting: 10, waitMs: 10_000, answerMs: 50 }),
    });
    await source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await db.close();
  });

  it('fails what was asked, opens another and passes it to who waits', async () => {
    await query(source, 'CREATE TABLE kept (n int)');
    isDead = true;

    const asked = query(source, 'INSERT INTO kept VALUES (1)');
    const waiting = query(source, 'SELECT n FROM kept');

    await expect(asked).rejects.toMatchObject({
      code: 'REGISTRY_UNAVAILABLE',
      message: expect.stringContaining("no answer from the registry's engine in 50 ms") as unknown,
    });
    await expect(waiting).resolves.toEqual([]);
    expect(reasons).toHaveLength(1);
  });

  it('leaves one alone that takes its time', async () => {
    await expect(query(source, 'SELECT pg_sleep(0.2)')).resolves.toHaveLength(1);
    expect(reasons).toHaveLength(1);
  });
});
