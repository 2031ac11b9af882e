import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCity } from '../inventory/read-city.js';
import { HOUR_MS, QUARTER_MS } from '../model/local-time.js';
import { HourPlanner } from '../plan/hour-planner.js';
import { NO_SINS, Sins } from '../plan/sins.js';
import { tellTruth } from './tell-truth.js';
import { pruneTruth, readTruth, TruthFile } from './truth-file.js';
import { truthKpis } from './truth-kpis.js';

const folder = mkdtempSync(join(tmpdir(), 'truth-'));
const HOUR = Date.parse('2026-11-23T07:00:00+07:00');

afterAll(() => rmSync(folder, { recursive: true }));

describe('truthKpis', () => {
  it('sums districts to the province and survives a truth that was written twice', async () => {
    const city = readCity(join(process.cwd(), 'seeds'));
    const since = HOUR - 12 * HOUR_MS;
    const sins = new Sins({ ...NO_SINS, loss: 0.05 }, 1, since);
    const truth = new TruthFile(folder, 'folder');
    const planner = new HourPlanner(city, city.stations, { seed: 1, sins, silences: [], since }, truth);
    const messages = await planner.plan(HOUR);
    await planner.plan(HOUR);

    const lines = readTruth(folder);
    const of = (area: string) => truthKpis(lines, { from: HOUR, to: HOUR + HOUR_MS, area });
    const districts = ['718', '719', '720', '721', '722', '723', '724', '725', '726'].map(of);
    const province = of('74');

    expect(messages.every((message, i) => i === 0 || message.at >= (messages[i - 1]?.at ?? Infinity))).toBe(
      true,
    );
    expect(districts.reduce((sum, kpis) => sum + (kpis.get('MOB-03')?.value ?? NaN), 0)).toBeCloseTo(
      province.get('MOB-03')?.value ?? NaN,
      6,
    );
    expect(province.get('MOB-05')?.value).toBeGreaterThan(1);
    expect(province.get('DAT-02')?.value).toBeGreaterThan(93);
    expect(province.get('DAT-02')?.value).toBeLessThan(97);
    expect(province.get('ENV-01')?.value).toBe(
      Math.max(...districts.map((one) => one.get('ENV-01')?.value ?? 0)),
    );
    const modes = ['motorcycle', 'car', 'bus', 'heavy'].map(
      (mode) => province.get(`MOB-14.${mode}`)?.value ?? 0,
    );
    expect(modes.reduce((a, b) => a + b, 0)).toBeLessThan(100);
  });

  it('answers for a quarter of an hour from the quarters', () => {
    const kpis = truthKpis(readTruth(folder), { from: HOUR, to: HOUR + QUARTER_MS, area: '718' });

    expect(kpis.get('MOB-01')?.value).toBeGreaterThan(500);
  });

  it('answers for many areas and hours at once what it answers for each', () => {
    const lines = readTruth(folder);
    const span = { from: HOUR, to: HOUR + HOUR_MS };
    const all = tellTruth(lines, { ...span, areas: null, each: HOUR_MS });
    const one = tellTruth(lines, { ...span, areas: ['718'], each: null });

    expect(Array.isArray(all) && all.find(({ area }) => area === '718')?.kpis).toEqual(one);
    expect(Array.isArray(all) && all.some(({ area }) => area === 'tdm-traffic-01')).toBe(true);
  });

  it('forgets days older than it is told', () => {
    const files = ['2026-10-10.jsonl', '2026-10-14.jsonl', 'notes.jsonl'];
    const old = mkdtempSync(join(tmpdir(), 'truth-'));
    for (const name of files) writeFileSync(join(old, name), '');

    pruneTruth(old, HOUR, 40);

    expect(readdirSync(old).toSorted()).toEqual(['2026-10-14.jsonl', 'notes.jsonl']);
    rmSync(old, { recursive: true });
  });
});
