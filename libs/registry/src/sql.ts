import type { Duplex } from 'node:stream';
import type { DataSource, QueryRunner } from 'typeorm';
import { registryFailure } from './registry.errors.js';

/** What `pg` says when `query_timeout` has passed. */
const NO_ANSWER = 'Query read timeout';

/** Runs one statement and resolves to its rows. 64-bit integers come as numbers. */
export type Sql = <T = unknown>(text: string, parameters?: readonly unknown[]) => Promise<T[]>;

/** One statement on a connection of its own. */
export async function query<T>(
  source: DataSource,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  const runner = source.createQueryRunner();
  try {
    return await sqlOn(runner)<T>(text, parameters);
  } catch (error) {
    await abandonIfCutOff(runner, error);
    throw registryFailure(error);
  } finally {
    await runner.release();
  }
}

/** Statements that hold together or not at all. `work` must await nothing but its `sql`. */
export async function transaction<T>(source: DataSource, work: (sql: Sql) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(sqlOn(runner));
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await abandonIfCutOff(runner, error);
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw registryFailure(error);
  } finally {
    await runner.release();
  }
}

function sqlOn(runner: QueryRunner): Sql {
  return async <T>(text: string, parameters: readonly unknown[] = []) => {
    const result = await runner.query(text, [...parameters], true);
    return result.records as T[];
  };
}

/**
 * Ends a connection on which no answer came: its server is cut off, and it would take the system a quarter of an hour to
 * notice. Back in the pool it would keep whoever gets it waiting just as long.
 */
async function abandonIfCutOff(runner: QueryRunner, error: unknown): Promise<void> {
  if (!(error instanceof Error) || error.message !== NO_ANSWER) return;
  const { connection } = (await runner.connect()) as { connection?: { stream?: Duplex } };
  const stream = connection?.stream;
  if (stream === undefined || stream.destroyed) return;
  const closed = new Promise((resolve) => stream.once('close', resolve));
  stream.destroy(error);
  await closed;
}
