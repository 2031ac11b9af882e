import { open } from 'lmdb';
import type { RootDatabase } from 'lmdb';
import type { Put, SegmentFile } from './segment-file.js';

interface EnvironmentInfo {
  readonly lastPageNumber: number;
  readonly pageSize: number;
}

/** A segment's file as one LMDB environment. */
export class LmdbSegmentFile implements SegmentFile {
  private readonly db: RootDatabase<Buffer, Buffer>;

  constructor(path: string, mapBytes: number) {
    this.db = open<Buffer, Buffer>({
      path,
      noSubdir: true,
      mapSize: mapBytes,
      maxDbs: 1,
      keyEncoding: 'binary',
      encoding: 'binary',
      compression: false,
      // With overlapping sync `put` resolves before the sync and, read in lmdb 3.5 write.js, `flushed` never settles
      // after a failed one. Without it the commit itself syncs data, then meta page, and rejects when either fails.
      overlappingSync: false,
    });
  }

  get usedBytes(): number {
    const info = this.db.getStats() as unknown as EnvironmentInfo;
    return (info.lastPageNumber + 1) * info.pageSize;
  }

  async write(puts: readonly Put[]): Promise<void> {
    // Puts of one turn are one transaction and share one promise.
    let committed: Promise<boolean> = Promise.resolve(true);
    for (const put of puts) committed = this.db.put(put.key, put.value);
    try {
      await committed;
    } catch (error) {
      throw await rootCause(error);
    }
  }

  get(key: Buffer): Buffer | undefined {
    return this.db.getBinary(key);
  }

  lastKey(low: Buffer, high: Buffer): Buffer | undefined {
    for (const key of this.db.getKeys({ start: high, end: low, reverse: true, limit: 1 })) return key;
    return this.db.doesExist(low) ? low : undefined;
  }

  close(): Promise<void> {
    return this.db.close();
  }
}

/** lmdb hides the reason in a promise on the error, which would also end the process if nobody awaited it. */
async function rootCause(error: unknown): Promise<unknown> {
  if (typeof error !== 'object' || error === null || !('commitError' in error)) return error;
  try {
    await error.commitError;
    return error;
  } catch (cause) {
    return cause;
  }
}
