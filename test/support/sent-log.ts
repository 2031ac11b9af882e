import { closeSync, openSync, readSync } from 'node:fs';

/** What a publisher process wrote down: what it was going to send and what was acknowledged. */
export interface SentLog {
  readonly sent: ReadonlyMap<string, ReadonlySet<number>>;
  readonly acknowledged: ReadonlyMap<string, ReadonlySet<number>>;
  /** Sendings, counting repeats. */
  readonly sendings: number;
  readonly unacknowledged: number;
  readonly ended: boolean;
}

const CHUNK_BYTES = 1 << 20;

/** A publisher's log while it grows: each look reads only what has come since the last. */
export class SentLogReader {
  private readonly sent = new Map<string, Set<number>>();
  private readonly acknowledged = new Map<string, Set<number>>();
  private sendings = 0;
  private ended = false;
  private at = 0;
  private torn = '';

  constructor(private readonly file: string) {}

  /** All of it so far; a torn last line is left out until it is whole. */
  read(): SentLog {
    const fd = openSync(this.file, 'r');
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (let n = readSync(fd, chunk, 0, CHUNK_BYTES, this.at); n > 0;) {
        this.at += n;
        this.take(chunk.toString('latin1', 0, n));
        n = readSync(fd, chunk, 0, CHUNK_BYTES, this.at);
      }
    } finally {
      closeSync(fd);
    }
    const { sent, acknowledged, sendings, ended } = this;
    return { sent, acknowledged, sendings, unacknowledged: size(sent) - size(acknowledged), ended };
  }

  private take(text: string): void {
    const lines = (this.torn + text).split('\n');
    this.torn = lines.pop() ?? '';
    for (const line of lines) {
      if (line === 'END') {
        this.ended = true;
        continue;
      }
      const [kind, device = '', seq = ''] = line.split(' ');
      const into = kind === 'A' ? this.acknowledged : this.sent;
      if (kind === 'S') this.sendings++;
      let set = into.get(device);
      if (!set) into.set(device, (set = new Set()));
      set.add(Number(seq));
    }
  }
}

/** Reads a publisher's log once. */
export function readSentLog(file: string): SentLog {
  return new SentLogReader(file).read();
}

export function size(sets: ReadonlyMap<string, ReadonlySet<number>>): number {
  let sum = 0;
  for (const set of sets.values()) sum += set.size;
  return sum;
}
