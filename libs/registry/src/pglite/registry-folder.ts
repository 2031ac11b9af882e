import { access, rename, rm } from 'node:fs/promises';
import { RegistryError } from '../registry.errors.js';
import type { RegistryLog } from '../registry-options.js';
import type { BootMarker } from './boot-marker.js';
import type { Dumps } from './dumps.js';
import { EngineThread } from './engine-thread.js';
import { untarFolder } from './tar.js';

/** Reads something from tables of every kind: a torn folder may open and fail later. */
const PROBE = 'SELECT count(*) FROM migration; SELECT count(*) FROM change; SELECT count(*) FROM ledger;';

export interface FolderParts {
  readonly folder: string;
  readonly template: string | null;
  readonly dumps: Dumps;
  readonly marker: BootMarker;
  readonly log: RegistryLog;
}

/**
 * Opens a registry's PGlite folder: as it is when it can be trusted, from its newest good dump when not, from the
 * template (or nothing) when there is none. A folder appears under its name only when it is complete.
 */
export async function openFolder(parts: FolderParts): Promise<EngineThread> {
  const { folder, marker, log, dumps } = parts;
  if (!(await exists(folder))) {
    // Gone by hand, or a restore that was cut short: what is in the dumps must not be forgotten.
    return (await dumps.list()).length > 0 ? restore(parts, 'its folder is not there') : createFolder(parts);
  }
  const doubt = await marker.doubt();
  if (doubt !== null && (await dumps.list()).length > 0) return restore(parts, doubt.why);
  if (doubt !== null && !doubt.dumped) return startOver(parts, doubt.why);
  if (doubt !== null) log.warn({ folder }, `opening the registry although ${doubt.why}: there is no dump`);
  try {
    return await EngineThread.open(folder, PROBE);
  } catch (error) {
    return restore(parts, error instanceof Error ? error.message : String(error), error);
  }
}

/** A folder younger than its first dump holds nothing yet that is promised to survive a power cut. */
async function startOver(parts: FolderParts, why: string): Promise<EngineThread> {
  parts.log.warn({ folder: parts.folder }, `making the registry anew because ${why} before its first dump`);
  await rm(parts.folder, { recursive: true, force: true });
  return createFolder(parts);
}

async function createFolder({ folder, template, marker, log }: FolderParts): Promise<EngineThread> {
  const from = template !== null && (await exists(template)) ? template : null;
  if (from === null) log.info({ folder }, 'creating the registry from scratch; this takes a few seconds');
  await marker.making();
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
  await rename(partial, folder);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
