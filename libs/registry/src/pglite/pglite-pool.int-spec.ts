import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { registrySource } from '../registry-engine.js';
import { query } from '../sql.js';
import { EngineThread } from './engine-thread.js';
import { pglitePoolDriver } from './pglite-pool.js';

describe('PglitePool', () => {
  let engine: EngineThread;
  let source: DataSource;

  beforeAll(async () => {
    engine = await EngineThread.open('memory://');
    source = registrySource({
      driver: pglitePoolDriver(engine, null, { waiting: 2, waitMs: 250, answerMs: 5_000 }),
    });
    await source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await engine.close();
  });

  it('fails a wait that takes too long, naming who holds the connection', async () => {
    const holder = source.createQueryRunner();
    await holder.query('SELECT 1338 AS decision');

    const waiting = query(source, 'SELECT 1');

    await expect(waiting).rejects.toMatchObject({
      code: 'REGISTRY_UNAVAILABLE',
      retryable: true,
      message: expect.stringMatching(/waited 250 ms; held for \d+ ms by: SELECT 1338/) as unknown,
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
  let engine: EngineThread;
  let source: DataSource;
  let isDead = false;
  const reasons: string[] = [];

  /** Takes what it is asked and forgets it, once it is dead. */
  function dying(alive: EngineThread): EngineThread {
    const connection = (): Duplex => {
      const socket = alive.connection();
      const write = socket._write.bind(socket);
      const forgets =
        (real: typeof write): typeof write =>
        (chunk, encoding, done) =>
          isDead ? done() : real(chunk, encoding, done);
      socket._write = forgets(write);
      return socket;
    };
    return Object.assign(Object.create(alive) as EngineThread, { connection });
  }

  beforeAll(async () => {
    engine = await EngineThread.open('memory://');
    const reopen = (why: string): Promise<EngineThread> => {
      reasons.push(why);
      isDead = false;
      return Promise.resolve(engine);
    };
    source = registrySource({
      driver: pglitePoolDriver(dying(engine), reopen, { waiting: 10, waitMs: 10_000, answerMs: 50 }),
    });
    await source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await engine.close();
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
    await expect(query(source, 'SELECT pg_sleep(2)')).resolves.toHaveLength(1);
    expect(reasons).toHaveLength(1);
  });
});
