import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Found } from './disk.js';

/** Makes a folder hold just what a crash has left. */
export async function writeImage(folder: string, found: ReadonlyMap<string, Found>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [path, one] of found) {
    if (one.kind === 'folder') await mkdir(join(folder, path), { mode: 0o700 });
    else await writeFile(join(folder, path), one.bytes, { mode: 0o600 });
  }
}
