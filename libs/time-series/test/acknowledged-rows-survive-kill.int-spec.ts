import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { itemsOf, type SeriesRow } from '@app/time-series';
import { DuckdbTimeSeries } from '../src/embedded/duckdb-time-series.js';
import { LATE, LIVE, NEW, POINTS, START } from './kill-rounds.js';

const HOOKS = new URL('../../testing/src/typescript-hooks.mjs', import.meta.url).href;
const CHILD = fileURLToPath(new URL('./writing-child.ts', import.meta.url));
const KILLS = 4;
const WRITERS = 6;
const BEFORE_KILL = 300;
/** A restarted writer repeats so many rounds, as after a crash between storing and committing a position. */
const REPEATED = 5;

/** Runs the child until it has acknowledged enough, kills it, and returns the last round of each writer. */
function writeUntilKilled(dir: string, firsts: readonly number[]): Promise<number[]> {
  const last = firsts.map((first) => first - 1);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', HOOKS, CHILD, dir, ...firsts.map(String)]);
    let out = '';
    let errors = '';
    let lines = 0;
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      const complete = (out + chunk.toString()).split('\n');
      out = complete.pop() ?? '';
      lines += complete.length;
      for (const [writer = 0, round = 0] of complete.map((line) => line.split(' ').map(Number)))
        last[writer] = round;
      if (lines >= BEFORE_KILL) child.kill('SIGKILL');
    });
    child.on('close', (_code, signal) => (signal === 'SIGKILL' ? resolve(last) : reject(new Error(errors))));
  });
}

/** Rows lost, stored twice or with an older value than acknowledged, in words. */
function faultsOf(acknowledged: readonly number[], stored: readonly SeriesRow[]): string[] {
  const rows = new Map<string, number>();
  const faults: string[] = [];
  for (const { tags, time, fields } of stored) {
    const key = `${tags['device']} ${tags['lane']} ${time - START}`;
    if (rows.has(key)) faults.push(`${key}: twice`);
    rows.set(key, fields['round'] ?? NaN);
  }
  acknowledged.forEach((last, writer) => {
    const live = rows.get(`cam-${writer} ${LIVE} 0`) ?? -1;
    if (!(live >= last)) faults.push(`cam-${writer}: ${live} is live, acknowledged ${last}`);
    for (let round = 0; round <= last; round++) {
      for (const key of [`cam-${writer} ${NEW} ${round}`, `cam-${writer} ${LATE} ${0 - round}`]) {
        if (rows.get(key) !== round) faults.push(`${key}: lost`);
      }
    }
  });
  return faults;
}

describe('the embedded time series through SIGKILL', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'nhippho-series-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('keeps every acknowledged row, once', async () => {
    let acknowledged = Array.from({ length: WRITERS }, () => -1);
    for (let kill = 0; kill < KILLS; kill++) {
      const firsts = acknowledged.map((last) => Math.max(0, last + 1 - REPEATED));
      const last = await writeUntilKilled(dir, firsts);
      acknowledged = acknowledged.map((before, writer) => Math.max(before, last[writer] ?? -1));
    }

    const series = new DuckdbTimeSeries({ dir });
    await series.open([POINTS]);
    const stored = await series.read({ bucket: 'raw', measurement: 'traffic', from: 0, to: START * 2 });
    await series.close();

    expect(acknowledged.every((last) => last > KILLS)).toBe(true);
    expect(faultsOf(acknowledged, itemsOf(stored))).toEqual([]);
  });

  it('would be noticed if it lost, repeated or aged a row', () => {
    const row = (lane: string, time: number, round: number): SeriesRow => ({
      time: START + time,
      tags: { device: 'cam-0', lane },
      fields: { round },
    });
    const good = [row(LATE, -1, 1), row(LATE, 0, 0), row(LIVE, 0, 1), row(NEW, 0, 0), row(NEW, 1, 1)];

    expect(faultsOf([1], good)).toEqual([]);
    expect(faultsOf([1], good.slice(1))).toEqual(['cam-0 late -1: lost']);
    expect(faultsOf([1], [...good, row(NEW, 0, 0)])).toEqual(['cam-0 new 0: twice']);
    expect(faultsOf([1], good.with(2, row(LIVE, 0, 0)))).toEqual(['cam-0: 0 is live, acknowledged 1']);
  });
});
