import { access, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RegistryError } from '../registry.errors.js';
import type { RegistryLog } from '../registry-options.js';
import type { Dumps } from './dumps.js';
import { EngineThread } from './engine-thread.js';
import { sync, syncTree } from './sync-tree.js';
import { untarFolder } from './tar.js';

/** Reads something from tables of every kind: a damaged folder may open and fail later. */
const PROBE = 'SELECT count(*) FROM migration; SELECT count(*) FROM change; SELECT count(*) FROM ledger;';

/** Is there from an engine's start to its end in good order. */
const IN_USE = 'postmaster.pid';

export interface FolderParts {
  readonly folder: string;
  readonly template: string | null;
  readonly dumps: Dumps;
  readonly log: RegistryLog;
}

/**
 * Opens a registry's PGlite folder: as it is, whether it was closed, its process killed or its machine without power, since
 * PostgreSQL recovers by itself from what was synced; from its newest good dump when it is damaged; from the template (or
 * nothing) when there is neither. A folder appears under its name only when it is complete.
 */
export async function openFolder(parts: FolderParts): Promise<EngineThread> {
  const { folder, dumps } = parts;
  if (!(await exists(folder))) {
    // Gone by hand, or a restore that was cut short: what is in the dumps must not be forgotten.
    return (await dumps.list()).length > 0 ? restore(parts, 'its folder is not there') : createFolder(parts);
  }
  try {
    return await openAsLeft(folder, PROBE);
  } catch (error) {
    return restore(parts, error instanceof Error ? error.message : String(error), error);
  }
}

/**
 * Opens a folder as the engine before left it. One that was killed has written what it had not synced yet, which must be on the
 * disk before it counts for recovered; PostgreSQL would see to it too, file by file (0.3 s so, and 1.8 s). Its mark is taken
 * away: the lock on the data folder keeps others out, and PostgreSQL refuses one that a power cut has left empty.
 */
export async function openAsLeft(folder: string, probe: string | null = null): Promise<EngineThread> {
  const mark = join(folder, IN_USE);
  if (await exists(mark)) {
    await syncTree(folder);
    await rm(mark);
  }
  return EngineThread.open(folder, probe);
}

async function createFolder({ folder, template, log }: FolderParts): Promise<EngineThread> {
  const from = template !== null && (await exists(template)) ? template : null;
  if (from === null) log.info({ folder }, 'creating the registry from scratch; this takes a few seconds');
  await build(folder, from);
  return EngineThread.open(folder);
}

async function restore(parts: FolderParts, why: string, cause?: unknown): Promise<EngineThread> {
  const { folder, dumps, log } = parts;
  const files = await dumps.list();
  if (files.length === 0) {
    throw new RegistryError(
      'REGISTRY_CORRUPT',
      `opening ${folder}: ${why}; there is no dump to restore from`,
      {
        cause,
      },
    );
  }
  const broken = `${folder}.broken`;
  const isThere = await exists(folder);
  if (isThere) {
    await rm(broken, { recursive: true, force: true });
    await rename(folder, broken);
  }
  for (const file of files) {
    try {
      await dumps.verify(file);
      await build(folder, file);
      const db = await EngineThread.open(folder, PROBE);
      log.warn(
        { folder, dump: file, ...(isThere && { kept: broken }) },
        `registry restored from a dump because ${why}`,
      );
      return db;
    } catch (error) {
      log.error(
        { dump: file, err: error },
        'a dump of the registry cannot be restored; trying the one before',
      );
      await rm(folder, { recursive: true, force: true });
    }
  }
  if (isThere) await rename(broken, folder);
  throw new RegistryError(
    'REGISTRY_CORRUPT',
    `opening ${folder}: ${why}; none of its dumps can be restored`,
    {
      cause,
    },
  );
}

/** Makes `folder` from an archive (or empty) beside itself and renames it, so that a kill leaves no half of one. */
async function build(folder: string, archive: string | null): Promise<void> {
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  if (archive === null) await (await EngineThread.open(partial)).close();
  else await untarFolder(archive, partial);
  await syncTree(partial);
  await rename(partial, folder);
  await sync(dirname(folder));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
