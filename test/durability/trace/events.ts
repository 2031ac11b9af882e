import { readFileSync } from 'node:fs';

const MAGIC = 0x4f48504e;
const HEAD_BYTES = 24;
const CREATED = 1;
const AT_ONCE = 2;

/** What a recorded process did, in the order in which the kernel saw it. Paths are relative to the recorded folder. */
export type TraceEvent =
  | { readonly kind: 'open'; readonly file: number; readonly path: string; readonly created: boolean }
  | {
      readonly kind: 'write';
      readonly file: number;
      readonly at: number;
      readonly bytes: Buffer;
      /** The file was opened so that a write returns when it is durable (O_DSYNC). */
      readonly atOnce: boolean;
    }
  | { readonly kind: 'truncate'; readonly file: number; readonly size: number }
  | { readonly kind: 'sync-begin'; readonly file: number }
  | { readonly kind: 'sync-end'; readonly file: number; readonly errno: number }
  | { readonly kind: 'rename' | 'link'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink' | 'mkdir' | 'rmdir'; readonly path: string }
  /** Bytes that left on the recorded TCP port; `peer` is the port at the other end. */
  | { readonly kind: 'sent'; readonly peer: number; readonly bytes: Buffer }
  | { readonly kind: 'printed'; readonly bytes: Buffer }
  /** The file can be written through memory, which no recording sees. */
  | { readonly kind: 'mapped'; readonly file: number };

/** Reads what `recorder.c` wrote. @throws when the trace is torn: then it proves nothing */
export function readTrace(path: string): TraceEvent[] {
  const bytes = readFileSync(path);
  const events: TraceEvent[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = at + HEAD_BYTES <= bytes.length ? bytes.readUInt32LE(at + 12) : Infinity;
    const next = at + HEAD_BYTES + length;
    // A killed process may leave its last event unfinished.
    if (next > bytes.length) break;
    if (bytes.readUInt32LE(at) !== MAGIC) throw new Error(`${path}: no event at byte ${at}`);
    events.push(eventOf(bytes.subarray(at, at + HEAD_BYTES), bytes.subarray(at + HEAD_BYTES, next)));
    at = next;
  }
  return events;
}

function eventOf(head: Buffer, bytes: Buffer): TraceEvent {
  const [kind, flags, file] = [head.readUInt16LE(4), head.readUInt16LE(6), head.readUInt32LE(8)];
  const offset = Number(head.readBigUInt64LE(16));
  const text = () => bytes.toString('utf8');
  switch (kind) {
    case 1:
      return { kind: 'open', file, path: text(), created: (flags & CREATED) !== 0 };
    case 2:
      return { kind: 'write', file, at: offset, bytes, atOnce: (flags & AT_ONCE) !== 0 };
    case 3:
      return { kind: 'truncate', file, size: offset };
    case 4:
      return { kind: 'sync-begin', file };
    case 5:
      return { kind: 'sync-end', file, errno: offset };
    case 6:
    case 10: {
      const [from = '', to = ''] = text().split('\0');
      return { kind: kind === 6 ? 'rename' : 'link', from, to };
    }
    case 7:
      return { kind: 'unlink', path: text() };
    case 8:
      return { kind: 'mkdir', path: text() };
    case 9:
      return { kind: 'rmdir', path: text() };
    case 11:
      return { kind: 'sent', peer: file, bytes };
    case 12:
      return { kind: 'printed', bytes };
    case 13:
      return { kind: 'mapped', file };
    default:
      throw new Error(`event of unknown kind ${kind}`);
  }
}
