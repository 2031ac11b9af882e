import { afterEach, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSeeds } from './read-seeds.js';

const folders: string[] = [];

function seedsWith(file: string, from: string, to: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'seeds-'));
  folders.push(dir);
  cpSync(join(process.cwd(), 'seeds'), dir, { recursive: true });
  const text = readFileSync(join(dir, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(dir, file), text.replace(from, to));
  return dir;
}

afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true });
});

describe('readSeeds', () => {
  it('names file, line and path of a wrong value, and what is allowed', () => {
    const dir = seedsWith('stations.yaml', 'kind: traffic', 'kind: trafic');

    expect(() => readSeeds(dir)).toThrow(
      /stations\.yaml \(line \d+, stations\.0\.kind\): .*"traffic"\|"air"/,
    );
  });

  it('refuses an unknown key', () => {
    const dir = seedsWith('stations.yaml', '    lat:', '    colour: red\n    lat:');

    expect(() => readSeeds(dir)).toThrow(/stations\.yaml \(line \d+, stations\.0\): .*colour/);
  });

  it('refuses a device of an unknown station', () => {
    const dir = seedsWith('devices.yaml', 'station: tdm-traffic-01', 'station: nowhere');

    expect(() => readSeeds(dir)).toThrow(/devices\.0\.station\): no station nowhere/);
  });

  it('refuses two devices that would count the same vehicles twice', () => {
    const dir = seedsWith('devices.yaml', 'station: tdm-traffic-03', 'station: tdm-traffic-01');

    expect(() => readSeeds(dir)).toThrow(/two devices measure n\.bicycle at one place/);
  });

  it('says on which line YAML is broken', () => {
    const dir = seedsWith('pcu.yaml', 'tables:', 'tables: [');

    expect(() => readSeeds(dir)).toThrow(/pcu\.yaml \(line \d+\)/);
  });

  it('refuses an indicator value in another unit than its series', () => {
    const dir = seedsWith('indicator-values.csv', '10^9 VND', 'VND');

    expect(() => readSeeds(dir)).toThrow(/indicator-values\.csv \(line \d+\): unit VND/);
  });

  it('refuses a target of a KPI that is not defined', () => {
    const dir = seedsWith('targets.yaml', 'kpi: SOC-03', 'kpi: SOC-33');

    expect(() => readSeeds(dir)).toThrow(/targets\.0\.kpi\): no KPI SOC-33/);
  });

  it('refuses a formula with its place in the file and in the formula', () => {
    const dir = seedsWith(
      'kpis/mobility.yaml',
      "formula: 'Σ n · L'",
      "formula: 'Σ n · L'\n    expression: c.vktt * 2",
    );

    expect(() => readSeeds(dir)).toThrow(
      /mobility\.yaml \(line \d+, kpis\.2\.expression\): line 1, column 3: No such key: vktt; components are/,
    );
  });

  it('says which file is missing', () => {
    const dir = seedsWith('plan.yaml', 'tasks:', 'tasks:');
    rmSync(join(dir, 'plan.yaml'));

    expect(() => readSeeds(dir)).toThrow(/plan\.yaml: the file is needed/);
  });
});
