import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { administer, createDatabase, describeWith, eventually, type TestDatabase } from '@app/testing';
import { PostgresEngine } from '../src/postgres-engine.js';
import { Registry } from '../src/registry.js';
import { RegistryOptions } from '../src/registry-options.js';
import { query, transaction } from '../src/sql.js';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const UNAVAILABLE = { code: 'REGISTRY_UNAVAILABLE', retryable: true };

describeWith('postgres', 'a registry whose PostgreSQL server fails', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  const endConnections = (): Promise<void> =>
    administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.name}'`);

  it('goes on by itself when the server is back, and says meanwhile that it is not well', async () => {
    const registry = new Registry(new RegistryOptions('postgres', '', database.url, null, null, SILENT));
    await registry.open();
    const cut = registry.transaction(async (sql) => {
      await sql(`INSERT INTO setting (key, value) VALUES ('half', 'done')`);
      await administer(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS false`);
      await endConnections();
      await sql('SELECT 1');
    });

    await expect(cut).rejects.toMatchObject(UNAVAILABLE);
    await expect(registry.query('SELECT 1')).rejects.toMatchObject(UNAVAILABLE);
    await eventually('it to say so', () => !registry.health().ok);

    await administer(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS true`);

    await eventually('it to be well again', () => registry.health().ok);
    expect(await registry.query(`SELECT value FROM setting WHERE key = 'half'`)).toEqual([]);
    await registry.close();
  });

  it('survives that all its idle connections are ended', async () => {
    const registry = new Registry(new RegistryOptions('postgres', '', database.url, null, null, SILENT));
    await registry.open();
    await Promise.all(Array.from({ length: 20 }, () => registry.query('SELECT pg_sleep(0.01)')));

    await endConnections();

    await eventually('an answer', async () => (await registry.query('SELECT 1')).length === 1);
    await registry.close();
  });

  it('gives up a statement that the server works on for too long, and keeps the connection', async () => {
    const engine = new PostgresEngine(database.url, SILENT, { ...TIMES, statementMs: 200 });
    const source = await engine.open(() => Promise.resolve());

    const slow = query(source, 'SELECT pg_sleep(30)');

    await expect(slow).rejects.toMatchObject(UNAVAILABLE);
    expect(await query(source, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await engine.close();
  });

  it('leaves connections that no answer comes on, and takes new ones', async () => {
    const line = await Line.to(database.url);
    const engine = new PostgresEngine(line.url, SILENT, { ...TIMES, answerMs: 500 });
    const source = await engine.open(() => Promise.resolve());
    const statements = Array.from({ length: 8 }, () => query(source, 'SELECT pg_sleep(0.01)'));
    await Promise.all(statements);

    line.cut();
    const lost = await Promise.allSettled([
      ...Array.from({ length: 7 }, () => query(source, 'SELECT 1')),
      transaction(source, (sql) => sql(`INSERT INTO setting (key, value) VALUES ('never', 'kept')`)),
    ]);
    line.mend();

    expect(lost.map((one) => one.status === 'rejected' && one.reason)).toEqual(
      lost.map(() => expect.objectContaining(UNAVAILABLE)),
    );
    expect(await query(source, `SELECT * FROM setting WHERE key = 'never'`)).toEqual([]);
    await engine.close();
    await line.close();
  });
});

const TIMES = { connectMs: 5000, lockMs: 5000, statementMs: 30_000, answerMs: 45_000 };

/** A line to the server; cut, it swallows what is sent on its present connections, as a network does that has failed. */
class Line {
  private readonly pairs: [Socket, Socket][] = [];

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async to(target: string): Promise<Line> {
    const url = new URL(target);
    const { hostname, port } = url;
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url.port = String((server.address() as AddressInfo).port);
    const line = new Line(url.href, server);
    server.on('connection', (near) => line.join(near, connect(Number(port), hostname)));
    return line;
  }

  cut(): void {
    for (const [near, far] of this.pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.resume();
    }
  }

  /** New connections get through; those that were cut stay so. */
  mend(): void {
    this.pairs.length = 0;
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket, far: Socket): void {
    this.pairs.push([near, far]);
    near.pipe(far).pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
    }
  }
}
