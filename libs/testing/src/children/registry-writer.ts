import { writeSync } from 'node:fs';
import { Registry, RegistryOptions } from '@app/registry';

/**
 * Child of the registry's kill test: writes pairs of settings (`n.a`, `n.b`), a pair a transaction, for ever, and prints
 * `n` after each commit. Argument: the registry's folder.
 */
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const registry = new Registry(new RegistryOptions('pglite', process.argv[2] ?? '', null, null, null, silent));
await registry.open();
const insert = 'INSERT INTO setting (key, value) VALUES ($1, $2)';
for (let n = 0; ; n++) {
  await registry.transaction(async (sql) => {
    await sql(insert, [`${n}.a`, 'x'.repeat(500)]);
    await sql(insert, [`${n}.b`, 'x'.repeat(500)]);
  });
  // Synchronous: a line that was printed is a commit that was promised.
  writeSync(1, `${n}\n`);
}
