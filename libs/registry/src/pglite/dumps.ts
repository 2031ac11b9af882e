import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RegistryError } from '../registry.errors.js';
import { sync } from './sync-tree.js';
import { tarFolder } from './tar.js';

const KEPT = 2;
const NAME = /^registry-(\d{15})\.tar$/;

/** Synced copies of a PGlite folder in a folder of their own; the newest two are kept. */
export class Dumps {
  constructor(private readonly dir: string) {}

  /** Copies `folder`, which nobody may write meanwhile; on return the copy survives a power cut. */
  async write(folder: string, at: number): Promise<string> {
    await mkdir(this.dir, { recursive: true });
    await sync(dirname(this.dir));
    const partial = join(this.dir, 'registry.partial');
    const hash = await tarFolder(folder, partial);
    const file = join(this.dir, `registry-${String(at).padStart(15, '0')}.tar`);
    await writeSynced(sumOf(file), `${hash}  ${basename(file)}\n`);
    await rename(partial, file);
    await sync(this.dir);
    for (const old of (await this.list()).slice(KEPT)) {
      await rm(old, { force: true });
      await rm(sumOf(old), { force: true });
    }
    return file;
  }

  /**
   * Reads a dump and compares it with its sum; one that an older version made has none, and passes.
   * @throws RegistryError REGISTRY_CORRUPT when it is not as it was written
   */
  async verify(file: string): Promise<void> {
    const wanted = await readFile(sumOf(file), 'utf8').catch(() => null);
    if (wanted === null) return;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    if (wanted.split(' ')[0] === hash.digest('hex')) return;
    throw new RegistryError('REGISTRY_CORRUPT', `reading ${file}: it is not what ${sumOf(file)} says`);
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

/** A file in the format of sha256sum, beside the dump. */
function sumOf(file: string): string {
  return `${file}.sha256`;
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
