import { open, readFile } from 'node:fs/promises';
import { TimeSeriesError } from '../time-series.port.js';

/** How DuckDB ends every transaction in its write-ahead log: length of the entry, its sum, and that it is a commit. */
const COMMIT = Buffer.from('0500000000000000e7fe7d722fed3d5e640064ffff', 'hex');
/** Bytes of an entry's length and sum, behind which DuckDB says it is. */
const HEAD_BYTES = 16;

/** How the first entry ends, which says the version of the log and has no length. */
const END_OF_VERSION = Buffer.from('ffff', 'hex');

/**
 * Follows the lengths of a log's entries to its end. DuckDB takes a length that leads beyond it for the end of the log, and
 * would forget without a word what was committed behind.
 * @throws TimeSeriesError TIMESERIES_IO where more than one commit is behind
 */
export async function followLengths(log: string): Promise<void> {
  const bytes = await readFile(log).catch(() => null);
  if (bytes === null) return;
  let at = bytes.indexOf(END_OF_VERSION) + END_OF_VERSION.length;
  for (let next = at; next <= bytes.length;) {
    at = next;
    if (at + HEAD_BYTES > bytes.length) break;
    next = at + HEAD_BYTES + Number(bytes.readBigUInt64LE(at));
  }
  if (commitsIn(bytes.subarray(at)) <= 1) return;
  const message = `${log} is damaged at byte ${at}: restore it from a backup`;
  throw new TimeSeriesError('TIMESERIES_IO', message, false);
}

/** Where DuckDB met an entry that is not what its sum says, bytes from the beginning of the log; null: another error. */
export function tornAt(error: unknown): number | null {
  const text = error instanceof Error ? error.message : String(error);
  const at = /Corrupt WAL file: entry at byte position (\d+) computed checksum/.exec(text)?.[1];
  return at === undefined ? null : Number(at) - HEAD_BYTES;
}

/**
 * Cuts off what a power cut left of the transaction that was being written. DuckDB passes over an end that is missing, and
 * opens nothing where a later piece of it is there and an earlier one isn't. A commit is synced before the next
 * transaction is written, so that all that no sync covered is of one transaction, and that one was not acknowledged.
 *
 * @param at of the first entry that isn't whole
 * @returns bytes cut off; 0 where more than one commit follows: that is damage in what was acknowledged, and is left as it is
 */
export async function cutTornEnd(log: string, at: number): Promise<number> {
  const handle = await open(log, 'r+');
  try {
    const { size } = await handle.stat();
    const rest = Buffer.alloc(Math.max(0, size - at));
    await handle.read(rest, 0, rest.length, at);
    if (commitsIn(rest) > 1) return 0;
    await handle.truncate(at);
    await handle.sync();
    return rest.length;
  } finally {
    await handle.close();
  }
}

function commitsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(COMMIT); at >= 0; at = bytes.indexOf(COMMIT, at + COMMIT.length)) count++;
  return count;
}
