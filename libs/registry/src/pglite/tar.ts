import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK = 512;
/** Written and hashed at once: well below the 20 ms that the event loop may be held. */
const SLICE = 1 << 20;

/**
 * Writes a folder as an uncompressed ustar archive; resolves to its SHA-256 when the file is synced. Asynchronous file by file,
 * unlike PGlite's own `dumpDataDir`, which holds the event loop for the whole archive (123 ms for a new registry).
 */
export async function tarFolder(folder: string, file: string): Promise<string> {
  const out = await open(file, 'w', 0o600);
  const hash = createHash('sha256');
  try {
    for (const entry of await entriesOf(folder, '')) {
      const body = entry.directory ? Buffer.alloc(0) : await readFile(join(folder, entry.path));
      const padding = Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK);
      for (const part of [header(entry, body.length), body, padding]) await writeWhole(out, part, hash);
    }
    await writeWhole(out, Buffer.alloc(2 * BLOCK), hash);
    await out.sync();
    return hash.digest('hex');
  } finally {
    await out.close();
  }
}

async function writeWhole(out: FileHandle, bytes: Buffer, hash: Hash): Promise<void> {
  for (let at = 0; at < bytes.length; at += SLICE) {
    const slice = bytes.subarray(at, at + SLICE);
    hash.update(slice);
    // Unlike `write`, goes on after a short write: a dump on a disk that fills up must fail, not end early.
    await out.writeFile(slice);
  }
}

interface Entry {
  readonly path: string;
  readonly directory: boolean;
  readonly mode: number;
  readonly mtimeMs: number;
}

async function entriesOf(folder: string, under: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const child of await readdir(join(folder, under), { withFileTypes: true })) {
    const path = under === '' ? child.name : `${under}/${child.name}`;
    if (!child.isDirectory() && !child.isFile()) continue;
    const { mode, mtimeMs } = await stat(join(folder, path));
    found.push({ path, directory: child.isDirectory(), mode: mode & 0o777, mtimeMs });
    if (child.isDirectory()) found.push(...(await entriesOf(folder, path)));
  }
  return found;
}

/** [POSIX.1-1988 ustar] PGlite's paths stay below the 100 bytes of the name field. */
function header(entry: Entry, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void => {
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'ascii');
  };
  block.write(entry.directory ? `/${entry.path}/` : `/${entry.path}`, 0, 100, 'utf8');
  octal(entry.mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(entry.mtimeMs / 1000), 136, 12);
  block.write('        ', 148, 'ascii');
  block.write(entry.directory ? '5' : '0', 156, 'ascii');
  block.write('ustar\u000000', 257, 'latin1');
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return block;
}
