import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsOf, TimeSeriesError } from '@app/time-series';
import { DuckdbTimeSeries } from '../src/embedded/duckdb-time-series.js';
import { POINTS, START } from './kill-rounds.js';

const SEED = 20_261_130;
const ROUNDS = Number(process.env['DAMAGE_ROUNDS'] ?? 24);
const ROWS = 60_000;
const WAYS = ['bit', 'zeroed block', 'cut off'] as const;
const BLOCK = 4096;

let state = SEED;
const below = (n: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

/** Sum of all that is stored, so that a single changed value shows. */
async function contentOf(series: DuckdbTimeSeries): Promise<string> {
  const rows = await series.read({ bucket: 'raw', measurement: 'traffic', from: 0, to: START * 2 });
  let sum = 0;
  for (let i = 0; i < rows.length; i++)
    sum += (rows.fields['round']![i] ?? 0) * ((i % 97) + 1) + rows.times[i]!;
  return `${rows.length} ${sum}`;
}

describe('damaged time series', () => {
  let folder: string;
  let wanted: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nhippho-damage-'));
    const series = new DuckdbTimeSeries({ dir: join(folder, 'series') });
    await series.open([POINTS]);
    const items = Array.from({ length: ROWS }, (_, round) => ({
      time: START + round,
      tags: { device: `cam-${round % 50}`, lane: '1' },
      fields: { round: (round * 7919) % 10_007, speed: round / 3 },
    }));
    await series.write([rowsOf('raw', 'traffic', items)]);
    wanted = await contentOf(series);
    await series.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const outcomeOf = async (dir: string): Promise<string> => {
    const series = new DuckdbTimeSeries({ dir });
    try {
      await series.open([POINTS]);
      return (await contentOf(series)) === wanted ? 'whole' : 'silently different';
    } catch (error) {
      if (!(error instanceof TimeSeriesError)) return String(error);
      return series.health().ok ? `not in its health: ${error.message}` : 'reported';
    } finally {
      await series.close().catch(() => undefined);
    }
  };

  it(`are reported, or whole, whatever is damaged (seed ${SEED}, ${ROUNDS} rounds)`, async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const copy = join(folder, 'copy');
      await rm(copy, { recursive: true, force: true });
      await cp(join(folder, 'series'), copy, { recursive: true });
      const file = join(copy, 'series.duckdb');
      const { size } = await stat(file);
      const way = WAYS[round % WAYS.length]!;
      const at = below(size / BLOCK) * BLOCK;
      const bytes = await readFile(file);
      if (way === 'bit') bytes[at + below(BLOCK)]! ^= 1 << below(8);
      if (way === 'zeroed block') bytes.fill(0, at, at + BLOCK);
      await writeFile(file, way === 'cut off' ? bytes.subarray(0, at) : bytes);
      outcomes.push(await outcomeOf(copy));
    }

    expect(outcomes.filter((one) => one !== 'reported' && one !== 'whole')).toEqual([]);
    expect(outcomes).toContain('reported');
  });
});
