/** A key and the bytes to store under it. */
export interface Put {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** The file under a segment: an ordered map whose writes are atomic and synced. */
export interface SegmentFile {
  /** Bytes that the file takes on disk, near enough for limits. */
  readonly usedBytes: number;
  /** Writes all or nothing; resolves when synced. After a rejection the file must not be written again. */
  write(puts: readonly Put[]): Promise<void>;
  /** A copy of the value: safe to keep. */
  get(key: Buffer): Buffer | undefined;
  /** Greatest key in `low`..`high`, both included. */
  lastKey(low: Buffer, high: Buffer): Buffer | undefined;
  close(): Promise<void>;
}

/** Opens a segment's file, making it where there is none. */
export type OpenSegmentFile = (path: string, mapBytes: number) => SegmentFile;
