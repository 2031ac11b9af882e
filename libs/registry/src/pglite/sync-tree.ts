import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Syncs under way at once: a disk takes many in little more time than one, and libuv has four threads for them. */
const AT_ONCE = 8;

/** Makes durable all that is in a folder: every file, and every name. */
export async function syncTree(folder: string): Promise<void> {
  const paths = [folder];
  for (const child of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (child.isFile() || child.isDirectory()) paths.push(join(child.parentPath, child.name));
  }
  const rest = paths.values();
  const work = async (): Promise<void> => {
    for (const path of rest) await sync(path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Makes what was written to a file durable, or the names made and changed in a folder. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
