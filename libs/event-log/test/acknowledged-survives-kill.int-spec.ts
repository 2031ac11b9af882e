import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { EmbeddedEventLog } from '../src/embedded/embedded-event-log.js';

const HOOKS = new URL('../../testing/src/typescript-hooks.mjs', import.meta.url).href;
const CHILD = fileURLToPath(new URL('./appending-child.ts', import.meta.url));
const KILLS = 3;
const BEFORE_KILL = 400;
const ROUNDS_APART = 1_000_000;

/** Runs the appending child until it has acknowledged enough, kills it, and returns the last round of each writer. */
function appendUntilKilled(dir: string, first: number): Promise<Map<string, number>> {
  const acknowledged = new Map<string, number>();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', HOOKS, CHILD, dir, String(first)]);
    let out = '';
    let errors = '';
    let lines = 0;
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const complete = out.split('\n');
      out = complete.pop() ?? '';
      for (const line of complete) {
        const [writer = '', round = ''] = line.split(' ');
        acknowledged.set(writer, Number(round));
      }
      lines += complete.length;
      if (lines >= BEFORE_KILL) child.kill('SIGKILL');
    });
    child.on('close', (_code, signal) =>
      signal === 'SIGKILL' ? resolve(acknowledged) : reject(new Error(errors)),
    );
  });
}

/** Rounds stored for each writer, in log order. */
async function storedRounds(log: EmbeddedEventLog): Promise<Map<string, number[]>> {
  const rounds = new Map<string, number[]>();
  for (let partition = 0; partition < log.partitions(TOPICS.raw); partition++) {
    const batch = await log.read(TOPICS.raw, partition, 0, { maxRecords: 1_000_000, maxBytes: 1 << 30 });
    for (const { key, value } of batch.records) {
      const writer = key.slice('cam-'.length);
      const list = rounds.get(writer) ?? [];
      list.push(Number(Buffer.from(value).toString()));
      rounds.set(writer, list);
    }
  }
  return rounds;
}

/** Rounds that were acknowledged but are not stored, and rounds out of order or stored twice, in words. */
function faultsOf(
  acknowledged: readonly Map<string, number>[],
  stored: ReadonlyMap<string, number[]>,
): string[] {
  const faults: string[] = [];
  for (const [writer, rounds] of stored) {
    rounds.forEach((round, i) => {
      if (i > 0 && round <= rounds[i - 1]!) faults.push(`writer ${writer}: ${round} after ${rounds[i - 1]}`);
    });
  }
  for (const [kill, lasts] of acknowledged.entries()) {
    for (const [writer, last] of lasts) {
      const there = new Set(stored.get(writer));
      for (let round = kill * ROUNDS_APART; round <= last; round++) {
        if (!there.has(round)) faults.push(`writer ${writer}: lost ${round}`);
      }
    }
  }
  return faults;
}

describe('the embedded log through SIGKILL', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'nhippho-log-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('keeps every acknowledged record, in order and once', async () => {
    const acknowledged: Map<string, number>[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      acknowledged.push(await appendUntilKilled(dir, kill * ROUNDS_APART));
    }

    const log = new EmbeddedEventLog({ dir, partitions: 4, maxBytes: 2 ** 30 });
    await log.open();
    const stored = await storedRounds(log);
    await log.close();

    expect(acknowledged.map((lasts) => lasts.size)).toEqual([20, 20, 20]);
    expect(faultsOf(acknowledged, stored)).toEqual([]);
  });

  it('would be noticed if it lost, repeated or moved a record', () => {
    const acknowledged = [new Map([['7', 3]])];

    expect(faultsOf(acknowledged, new Map([['7', [0, 1, 2]]]))).toEqual(['writer 7: lost 3']);
    expect(faultsOf(acknowledged, new Map([['7', [0, 1, 1, 2, 3]]]))).toEqual(['writer 7: 1 after 1']);
    expect(faultsOf(acknowledged, new Map([['7', [0, 2, 1, 3]]]))).toEqual(['writer 7: 1 after 2']);
    expect(faultsOf(acknowledged, new Map())).toHaveLength(4);
  });
});
