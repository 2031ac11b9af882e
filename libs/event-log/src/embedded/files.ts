import { mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasHeader } from './page-check.js';

const LOCK_BYTES = 16_384;
/** LMDB writes its two first pages at once; a shorter file never held anything. */
const LEAST_BYTES = 8_192;
/** Two first pages and one with the segment's description; the first append to it makes the file longer. */
const PAGES_AT_BIRTH = 3;
const PAGE_BYTES = 4_096;

/** Makes a folder that is sure to be found after a crash. */
export async function makeFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await syncPath(dirname(dir));
}

/** Syncs a file or a folder: a new file is only sure to be found once its folder is synced (F2). */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Gives a segment's lock file its blocks before LMDB maps it. LMDB only sets its length; on a full disk the first
 * touch of the mapping then ends the process with SIGBUS (seen), where this rejects with ENOSPC.
 */
export async function reserveLockFile(path: string): Promise<void> {
  const name = `${path}-lock`;
  const isThere = await sizeOf(name);
  if (isThere >= LEAST_BYTES) return;
  const handle = await open(name, 'w');
  try {
    await handle.writeFile(Buffer.alloc(LOCK_BYTES));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * True for a segment whose making was cut short before LMDB had written its first pages, or before they were synced: after
 * a power cut a longer file may be there without them.
 */
export async function isStillborn(path: string): Promise<boolean> {
  const size = await sizeOf(path);
  return size < LEAST_BYTES || (size <= PAGES_AT_BIRTH * PAGE_BYTES && !(await hasHeader(path)));
}

/** Removes a segment's file and its lock file, whether or not they are there. */
export async function removeFiles(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}-lock`, { force: true });
}

/** What an ordinary user may still write to the disk of `dir`. */
export async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
