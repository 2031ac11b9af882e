import { open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './dumps.js';

/** Why a folder cannot be trusted, and whether a dump was ever made of it. */
export interface Doubt {
  readonly why: string;
  readonly dumped: boolean;
}

interface Mark {
  readonly boot: string | null;
  readonly clean: boolean;
  /** Absent in what older versions wrote, which made their first dump without saying so. */
  readonly dumped?: boolean;
}

/**
 * Tells a power cut from a killed process. PGlite never syncs, so a folder that was open when the *machine* went down
 * may have lost pages without showing it; after a mere kill the page cache has everything.
 */
export class BootMarker {
  private openedAt = 0;
  private dumped = true;

  constructor(
    private readonly folder: string,
    private readonly boot: () => Promise<string | null> = machineBoot,
  ) {}

  /** Null when the folder can be trusted. */
  async doubt(): Promise<Doubt | null> {
    const text = await readFile(this.file, 'utf8').catch(() => null);
    if (text === null) return null;
    const was = JSON.parse(text) as Mark;
    this.dumped = was.dumped ?? true;
    const now = await this.boot();
    if (was.clean || was.boot === null || now === null || was.boot === now) return null;
    return { why: 'the machine went down while it was open', dumped: this.dumped };
  }

  /** Before a folder is made: from here on a power cut may leave a half of it under its name. */
  async making(): Promise<void> {
    this.dumped = false;
    await this.write(false);
  }

  /** A dump of the folder is on the disk. */
  async hasDump(): Promise<void> {
    if (this.dumped) return;
    this.dumped = true;
    await this.write(false);
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
    const mark: Mark = { boot: await this.boot(), clean, dumped: this.dumped };
    await handle.writeFile(JSON.stringify(mark));
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
