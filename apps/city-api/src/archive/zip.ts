import { unzipSync, zipSync } from 'fflate';

/** An archive that can't be opened, or that would unpack to more than is allowed. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/** What an archive from outside may hold. */
export interface ArchiveLimits {
  readonly files: number;
  /** Bytes of all files together, unpacked. */
  readonly bytes: number;
}

/** Every entry has the same date, so that the same files make the same archive. ZIP keeps local time without zone. */
const ENTRY_DATE = new Date(1980, 0, 1);

/** A ZIP of files by name, in the order given: the same bytes for the same files, at any time and on any machine. */
export function zipFiles(files: Readonly<Record<string, Uint8Array>>): Buffer {
  return Buffer.from(zipSync({ ...files }, { level: 6, mtime: ENTRY_DATE }));
}

/**
 * Files of a ZIP by name.
 * @throws ArchiveError when it isn't one or holds more than `limits`; no more than that is ever unpacked
 */
export function unzipFiles(bytes: Uint8Array, limits: ArchiveLimits): Record<string, Uint8Array> {
  let files = 0;
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: (entry) => {
        files += 1;
        // What an entry unpacks to never exceeds what it announces: the buffer for it has that size.
        size += entry.originalSize;
        if (files > limits.files || size > limits.bytes) {
          throw new ArchiveError(`more than ${limits.files} files or ${limits.bytes} bytes when unpacked`);
        }
        return true;
      },
    });
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('not a ZIP archive, or a damaged one', { cause: error });
  }
}

/** The same archive with entries in the order of their names and without dates of making. */
export function repackZip(bytes: Uint8Array): Buffer {
  const files = Object.entries(unzipSync(bytes)).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipFiles(Object.fromEntries(files));
}
