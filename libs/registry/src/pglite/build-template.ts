import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { importSeeds } from '../import/import-seeds.js';
import { EngineThread } from './engine-thread.js';
import { pgliteSource } from './pglite-engine.js';
import { tarFolder } from './tar.js';

/**
 * Makes the archive that new registries start from: migrated, and seeded unless `seedsDir` is null. Creating one takes
 * 4 to 9 s, opening a copy under 1 s: so it is done once, in the build.
 */
export async function buildTemplate(file: string, seedsDir: string | null): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'nhippho-template-'));
  const [folder, archive] = [join(work, 'registry'), join(work, 'registry.tar')];
  try {
    const engine = await EngineThread.open(folder);
    try {
      await fill(engine, seedsDir);
    } finally {
      await engine.close();
    }
    await tarFolder(folder, archive);
    await mkdir(dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}.partial`;
    await pipeline(createReadStream(archive), createGzip(), createWriteStream(partial));
    await rename(partial, file);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fill(engine: EngineThread, seedsDir: string | null): Promise<void> {
  const source = await pgliteSource(engine);
  await source.runMigrations({ transaction: 'each' });
  if (seedsDir !== null) await importSeeds(source, seedsDir, Date.now());
  await source.query('VACUUM (FREEZE, ANALYZE)');
  await source.query('CHECKPOINT');
  await source.destroy();
}
