import type { ProtectedGroups } from '../consumer/protected-groups.js';
import type { OpenSegmentFile } from './segment-file.js';

/** How an embedded log is set up. */
export interface EmbeddedEventLogOptions {
  /** Folder of the segments; made where it is missing. The caller holds the data folder's lock. */
  readonly dir: string;
  /** Partitions of each keyed topic. */
  readonly partitions: number;
  /** Bytes on disk beyond which segments are dropped, or appends wait. At least 1 MiB. */
  readonly maxBytes: number;
  /** Bytes of a segment; default 256 MB, at most a quarter of `maxBytes`. */
  readonly segmentBytes?: number;
  /** Groups whose unread records are kept although they have not been assigned since the start. */
  readonly protectedGroups?: ProtectedGroups;
  /** Bytes left on the disk; asked before each commit. */
  readonly freeBytes?: () => Promise<number>;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Hears of failing handlers, writes and reads. */
  readonly onError?: (message: string, error: unknown) => void;
  /** Opens segments' files; tests put failing ones here. */
  readonly openFile?: OpenSegmentFile;
}

const MB = 1 << 20;
const SEGMENT_BYTES = 256 * MB;
const GROUP_BYTES = 16 * MB;
const APPEND_BYTES = 64 * MB;

/** Sizes derived from the options, such that a fully consumed log always has room for the next group. */
export function sizesOf(options: EmbeddedEventLogOptions) {
  const { maxBytes } = options;
  return {
    segmentBytes: Math.min(options.segmentBytes ?? SEGMENT_BYTES, Math.floor(maxBytes / 4)),
    /** Bytes gathered for one transaction. */
    groupBytes: Math.min(GROUP_BYTES, Math.floor(maxBytes / 8)),
    /** Bytes of an append that are written together; a larger one is cut. */
    appendBytes: Math.min(APPEND_BYTES, Math.floor(maxBytes / 4)),
  };
}
