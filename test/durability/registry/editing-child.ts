import { writeSync } from 'node:fs';
import { Registry, RegistryOptions } from '@app/registry';
import { TEMPLATE } from './template.js';

/** Transactions between two checkpoints, with what else keeps the registry's files small. */
const TIDY_EVERY = 60;

/**
 * Recorded by the crash suite: writes pairs of settings (`n.a`, `n.b`), a pair a transaction, for ever, and prints `n`
 * after each commit. Argument: the data folder.
 */
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const folder = `${process.argv[2] ?? ''}/registry`;
const registry = new Registry(new RegistryOptions('pglite', folder, null, null, TEMPLATE, silent));
await registry.open();
const insert = 'INSERT INTO setting (key, value) VALUES ($1, $2)';
for (let n = 0; ; n++) {
  await registry.transaction(async (sql) => {
    await sql(insert, [`${n}.a`, 'x'.repeat(500)]);
    await sql(insert, [`${n}.b`, 'x'.repeat(500)]);
  });
  // Synchronous: a line that was printed is a commit that was promised.
  writeSync(1, `${n}\n`);
  if (n % TIDY_EVERY === TIDY_EVERY - 1) await registry.tidy();
}
