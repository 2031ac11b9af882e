import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createDatabase, describeWith, eventually, seedsFolder, type TestDatabase } from '@app/testing';
import { PostgresEngine } from '../src/postgres-engine.js';
import { MIGRATIONS } from '../src/migrations/migrations.js';
import { Registry } from '../src/registry.js';
import { RegistryOptions } from '../src/registry-options.js';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const HOOKS = new URL('../../testing/src/typescript-hooks.mjs', import.meta.url).href;
const CHILD = new URL('opening-child.ts', import.meta.url).pathname;

describeWith('postgres', 'services that start on one PostgreSQL server', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  function child(how: 'open' | 'hold'): ChildProcess & { words: () => string } {
    const started = spawn(process.execPath, ['--import', HOOKS, CHILD, database.url, seedsFolder(), how]);
    let words = '';
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => (words += chunk.toString()));
    return Object.assign(started, { words: () => words });
  }

  it('at once, four processes on an empty database: it is migrated and seeded once', async () => {
    const services = Array.from({ length: 4 }, () => child('open'));

    await Promise.all(services.map((one) => new Promise((resolve) => one.once('close', resolve))));

    const found = services.map((one) => [one.exitCode, one.words().trim()]);
    const [, first] = found[0] ?? [];
    expect(JSON.parse(String(first))).toMatchObject({ migrations: MIGRATIONS.length, imports: 1 });
    expect(found).toEqual(services.map(() => [0, first]));
  });

  it('after one that was killed in the middle of its migrations', async () => {
    const killed = child('hold');
    await eventually('it to hold the lock', () => killed.words().includes('holding'), 60_000);
    const next = new Registry(new RegistryOptions('postgres', '', database.url, seedsFolder(), null, SILENT));
    let isOpen = false;
    const opening = next.open().then(() => (isOpen = true));
    const waiting = new PostgresEngine(database.url, SILENT, { ...SHORT, lockMs: 500 });
    await expect(waiting.open(() => Promise.resolve())).rejects.toThrow(
      /NHIPPHO_POSTGRES_URL.*another service/,
    );
    await waiting.close();
    expect(isOpen).toBe(false);

    killed.kill('SIGKILL');

    await opening;
    expect(await next.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.close();
  });

  it('before the server answers: they wait for it, and say in the end what is the matter', async () => {
    const url = new URL(database.url);
    url.port = '1';
    const engine = new PostgresEngine(url.href, SILENT, { ...SHORT, connectMs: 600 });

    const opening = engine.open(() => Promise.resolve());

    await expect(opening).rejects.toThrow(/NHIPPHO_POSTGRES_URL.*ECONNREFUSED/);
    await expect(opening).rejects.not.toThrow(url.password);
  });

  it('with a password that is wrong: they say so at once', async () => {
    const url = new URL(database.url);
    url.password = 'wrong';

    await expect(new PostgresEngine(url.href, SILENT).open(() => Promise.resolve())).rejects.toThrow(
      /NHIPPHO_POSTGRES_URL.*password/,
    );
  });
});

const SHORT = { connectMs: 5000, lockMs: 5000, statementMs: 30_000, answerMs: 45_000 };
