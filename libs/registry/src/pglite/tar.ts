import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar/fs';

/** Hashed and written at once: well below the 20 ms that the event loop may be held. */
const SLICE = 1 << 20;

/**
 * Writes a folder as an uncompressed archive; resolves to its SHA-256 when the file is synced. Asynchronous file by file,
 * unlike PGlite's own `dumpDataDir`, which holds the event loop for the whole archive (123 ms for a new registry).
 */
export async function tarFolder(folder: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    packTar(folder),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length; at += SLICE) {
          const slice = chunk.subarray(at, at + SLICE);
          hash.update(slice);
          yield slice;
        }
      }
    },
    createWriteStream(file, { mode: 0o600, flush: true }),
  );
  return hash.digest('hex');
}

/**
 * Makes a folder of an archive, gzipped if its name ends so. A fifth of the processor time of PGlite's `loadDataDir`, which
 * writes through the file system of its emulated machine.
 */
export async function untarFolder(file: string, folder: string): Promise<void> {
  // Archives of earlier versions name their files from the root.
  const into = unpackTar(folder, { map: (entry) => ({ ...entry, name: entry.name.replace(/^\/+/, '') }) });
  const bytes = createReadStream(file);
  await (file.endsWith('.gz') ? pipeline(bytes, createGunzip(), into) : pipeline(bytes, into));
}
