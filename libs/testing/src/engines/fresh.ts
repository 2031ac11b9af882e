import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { testEngine } from './engines.js';

/** A prefix that nobody else on a shared engine has: lower-case letters and digits, then a hyphen. */
export function freshPrefix(): string {
  return `t${randomBytes(5).toString('hex')}-`;
}

/** A PostgreSQL database of one test's own. */
export interface TestDatabase {
  readonly name: string;
  /** Connection URL of a superuser. */
  readonly url: string;
  /** Removes it, ending whatever connections it still has. */
  drop(): Promise<void>;
}

/** Makes an empty database on the shared server. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `t${randomBytes(5).toString('hex')}`;
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(testEngine('postgres').url);
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Runs one statement on the shared server, outside any test's database. */
export async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: testEngine('postgres').url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
