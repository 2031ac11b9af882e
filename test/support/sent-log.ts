import { readFileSync } from 'node:fs';

/** What a publisher process wrote down: what it was going to send and what was acknowledged. */
export interface SentLog {
  readonly sent: ReadonlyMap<string, ReadonlySet<number>>;
  readonly acknowledged: ReadonlyMap<string, ReadonlySet<number>>;
  /** Sendings, counting repeats. */
  readonly sendings: number;
  readonly unacknowledged: number;
  readonly ended: boolean;
}

/** Reads a publisher's log; a torn last line is left out. */
export function readSentLog(file: string): SentLog {
  const sent = new Map<string, Set<number>>();
  const acknowledged = new Map<string, Set<number>>();
  let sendings = 0;
  let ended = false;
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const line of lines.slice(0, -1)) {
    if (line === 'END') {
      ended = true;
      continue;
    }
    const [kind, device = '', seq = ''] = line.split(' ');
    const into = kind === 'A' ? acknowledged : sent;
    if (kind === 'S') sendings++;
    const set = into.get(device) ?? new Set<number>();
    into.set(device, set.add(Number(seq)));
  }
  return { sent, acknowledged, sendings, unacknowledged: size(sent) - size(acknowledged), ended };
}

export function size(sets: ReadonlyMap<string, ReadonlySet<number>>): number {
  let sum = 0;
  for (const set of sets.values()) sum += set.size;
  return sum;
}
