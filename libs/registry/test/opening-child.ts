import { setTimeout as delay } from 'node:timers/promises';
import { PostgresEngine } from '../src/postgres-engine.js';
import { Registry } from '../src/registry.js';
import { RegistryOptions } from '../src/registry-options.js';

// Opens a registry on PostgreSQL as a service does at its start, and prints how many rows it finds. With `hold` it stays
// in the middle of that, the start lock in its hand. Arguments: URL, folder of the seeds, `open` or `hold`.
const [url = '', seeds = '', how = 'open'] = process.argv.slice(2);
const silent = { info: () => {}, warn: () => {}, error: () => {} };
if (how === 'hold') {
  await new PostgresEngine(url, silent).open(async () => {
    process.stdout.write('holding\n');
    await delay(600_000);
  });
}
const registry = new Registry(new RegistryOptions('postgres', '', url, seeds, null, silent));
await registry.open();
const [row] = await registry.query<{ migrations: number; imports: number; areas: number }>(
  `SELECT (SELECT count(*) FROM migration) AS migrations, (SELECT count(*) FROM area) AS areas,
     (SELECT count(*) FROM change WHERE kind = 'seeds') AS imports`,
);
process.stdout.write(`${JSON.stringify(row)}\n`);
await registry.close();
