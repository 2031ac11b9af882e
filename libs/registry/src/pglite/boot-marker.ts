import { open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './dumps.js';

/**
 * Tells a power cut from a killed process. PGlite never syncs, so a folder that was open when the *machine* went down
 * may have lost pages without showing it; after a mere kill the page cache has everything.
 */
export class BootMarker {
  private openedAt = 0;

  constructor(
    private readonly folder: string,
    private readonly boot: () => Promise<string | null> = machineBoot,
  ) {}

  /** Why the folder cannot be trusted, in words; null when it can. */
  async doubt(): Promise<string | null> {
    const text = await readFile(this.file, 'utf8').catch(() => null);
    if (text === null) return null;
    const was = JSON.parse(text) as { boot: string | null; clean: boolean };
    const now = await this.boot();
    if (was.clean || was.boot === null || now === null || was.boot === now) return null;
    return 'the machine went down while it was open';
  }

  async opened(): Promise<void> {
    this.openedAt = Date.now();
    await this.write(false);
  }

  /** After the store is closed: syncs what changed, then says so. */
  async closed(): Promise<void> {
    await syncChanged(this.folder, this.openedAt - 1_000);
    await this.write(true);
  }

  private get file(): string {
    return `${this.folder}.boot`;
  }

  private async write(clean: boolean): Promise<void> {
    const handle = await open(`${this.file}.partial`, 'w');
    await handle.writeFile(JSON.stringify({ boot: await this.boot(), clean }));
    await handle.sync();
    await handle.close();
    await rename(`${this.file}.partial`, this.file);
    await syncFolder(dirname(this.file));
  }
}

/** An id that changes when the machine starts, or null where there is none. */
async function machineBoot(): Promise<string | null> {
  const id = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => null);
  return id === null ? null : id.trim();
}

async function syncChanged(folder: string, since: number): Promise<void> {
  for (const child of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, child.name);
    if (child.isDirectory()) await syncChanged(path, since);
    else if (child.isFile() && (await stat(path)).mtimeMs >= since) {
      const handle = await open(path, 'r+');
      await handle.datasync();
      await handle.close();
    }
  }
}
