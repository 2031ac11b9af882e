import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tarFolder } from './tar.js';

const KEPT = 2;
const NAME = /^registry-(\d{15})\.tar$/;

/** Synced copies of a PGlite folder in a folder of their own; the newest two are kept. */
export class Dumps {
  constructor(private readonly dir: string) {}

  /** Copies `folder`, which nobody may write meanwhile; on return the copy survives a power cut. */
  async write(folder: string, at: number): Promise<string> {
    await mkdir(this.dir, { recursive: true });
    const partial = join(this.dir, 'registry.partial');
    await tarFolder(folder, partial);
    const file = join(this.dir, `registry-${String(at).padStart(15, '0')}.tar`);
    await rename(partial, file);
    await syncFolder(this.dir);
    for (const old of (await this.list()).slice(KEPT)) await rm(old, { force: true });
    return file;
  }

  /** When the newest was written, epoch ms; null where there is none. */
  async newestAt(): Promise<number | null> {
    const [newest] = await this.list();
    return newest === undefined ? null : Number(NAME.exec(basename(newest))?.[1]);
  }

  /** Newest first. */
  async list(): Promise<string[]> {
    const names = await readdir(this.dir).catch(() => []);
    return names
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
      .map((name) => join(this.dir, name));
  }
}

/** Makes renames and creations in a folder durable. */
export async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
