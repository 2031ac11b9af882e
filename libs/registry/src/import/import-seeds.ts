import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { readSeeds } from '../seed/read-seeds.js';
import { query, transaction } from '../sql.js';
import { insertFacts } from '../inventory/area-fact.sql.js';
import { importAreas } from './import-areas.js';
import { importCatalogue } from './import-catalogue.js';
import { importIndicators } from './import-indicators.js';
import { importInventory } from './import-inventory.js';

/** Raised when the import itself changes, so that the same files are imported again. */
const IMPORT_VERSION = 1;
const DIGEST = 'seeds.digest';
/** Who recorded what the files say. */
const SEEDS = 'seeds';

/**
 * Brings the seeds into the database when their files differ from the ones imported last; true when it did.
 * Repeating changes nothing: rows with validity are closed and followed, never updated in place.
 */
export async function importSeeds(source: DataSource, dir: string, now: number): Promise<boolean> {
  const digest = await digestOf(dir);
  const [known] = await query<{ value: string }>(source, 'SELECT value FROM setting WHERE key = $1', [
    DIGEST,
  ]);
  if (known?.value === digest) return false;
  const seeds = readSeeds(dir);
  await transaction(source, async (sql) => {
    await importAreas(sql, seeds);
    await importCatalogue(sql, seeds, now);
    await importInventory(sql, seeds, now);
    await importIndicators(sql, seeds, now);
    await insertFacts(sql, seeds.areaFacts, SEEDS, now, SEEDS);
    await sql(`INSERT INTO change (kind, key, at) VALUES ('seeds', $1, $2)`, [digest, now]);
    await sql(
      'INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value',
      [DIGEST, digest],
    );
  });
  return true;
}

async function digestOf(dir: string): Promise<string> {
  const hash = createHash('sha256').update(`import ${IMPORT_VERSION}`);
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(`\0${file.slice(dir.length)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}
