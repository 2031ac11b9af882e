import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'admin.key';

/** The administrator's bearer key: given by configuration, or generated at the first start and kept in the data folder. */
export class AdminKey {
  /** Null: there is no key, and none is right. */
  private readonly digest: Uint8Array | null;

  private constructor(
    key: string | null,
    /** The key in clear where this start generated it, to be printed once; else null. */
    readonly generated: string | null,
  ) {
    this.digest = key === null ? null : sha256(key);
  }

  /** The given key, kept nowhere; with null nobody has it. */
  static given(key: string | null): AdminKey {
    return new AdminKey(key, null);
  }

  /**
   * Takes the given key, else the one in `<dataDir>/admin.key`, else makes one. The file always holds the key in force,
   * with mode 0600, so that whoever may read the data folder can administer it, however it was started.
   * @throws when the folder can't be read or written
   */
  static async open(dataDir: string, given: string | null): Promise<AdminKey> {
    const path = join(dataDir, FILE);
    await mkdir(dataDir, { recursive: true });
    if (given !== null) {
      const written = `${path}.${process.pid}`;
      await writeFile(written, `${given}\n`, { mode: 0o600 });
      await rename(written, path);
      return new AdminKey(given, null);
    }
    const key = randomBytes(32).toString('base64url');
    try {
      // 'wx' leaves the decision to the file system: two processes starting at once agree on one key.
      await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' });
      return new AdminKey(key, key);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const kept = (await readFile(path, 'utf8')).trim();
    if (kept === '') throw new Error(`reading ${path}: the file is empty; delete it to get a new key`);
    await chmod(path, 0o600);
    return new AdminKey(kept, null);
  }

  /** True when `token` is the key; takes the same time either way. */
  verify(token: string): boolean {
    return this.digest !== null && timingSafeEqual(sha256(token), this.digest);
  }
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest();
}
