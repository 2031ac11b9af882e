import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { EmbeddedEventLog } from '../src/embedded/embedded-event-log.js';

const HOOKS = new URL('../../testing/src/typescript-hooks.mjs', import.meta.url).href;
const CHILD = fileURLToPath(new URL('./damaging-child.ts', import.meta.url));
const SEED = 20_261_130;
const ROUNDS = Number(process.env['DAMAGE_ROUNDS'] ?? 100);

/** Runs the damaging child; resolves to what it printed, and how it ended. */
function damaged(dir: string): Promise<{ lines: string[]; ended: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', HOOKS, CHILD, dir, String(SEED), String(ROUNDS)]);
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('close', (code, signal) =>
      resolve({ lines: out.trimEnd().split('\n'), ended: signal ?? `${code}${code === 0 ? '' : errors}` }),
    );
  });
}

describe('a damaged log', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nhippho-damage-'));
    const dir = join(folder, 'log');
    const log = new EmbeddedEventLog({ dir, partitions: 4, maxBytes: 2 ** 30, segmentBytes: 400_000 });
    await log.open();
    for (let round = 0; round < 60; round++) {
      const sizes = [30, 300, 3_000, 9_000];
      const records = sizes.map((size, i) => ({
        key: `cam-${(round * 7 + i) % 20}`,
        headers: { device: 'cam' },
        timestamp: round,
        value: Buffer.from(`${round}-${i} ${'x'.repeat(size)}`),
      }));
      await log.append(TOPICS.raw, records);
    }
    await log.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is refused or reported, or is whole, and never ends the process', async () => {
    process.stdout.write(`seed ${SEED}, ${ROUNDS} rounds\n`);

    const { lines, ended } = await damaged(join(folder, 'log'));

    const outcomes = lines.map((line) => line.split('\t')[1]);
    expect(lines.filter((line) => !/\t(refused|reported|whole)$/.test(line))).toEqual([]);
    expect({ ended, rounds: lines.length }).toEqual({ ended: '0', rounds: ROUNDS });
    expect(new Set(outcomes)).toEqual(new Set(['refused', 'reported', 'whole']));
  });
});
