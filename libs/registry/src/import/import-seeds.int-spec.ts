import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestRegistry, seedsFolder, type TestRegistry } from '@app/testing';
import { importSeeds } from './import-seeds.js';

const LATER = Date.UTC(2027, 0, 1);

describe('importSeeds', () => {
  let r: TestRegistry;
  let dir: string;

  beforeAll(async () => {
    r = await openTestRegistry();
    dir = await mkdtemp(join(tmpdir(), 'nhippho-seeds-'));
    await cp(seedsFolder(), dir, { recursive: true });
  });

  afterAll(async () => {
    await r.close();
    await rm(dir, { recursive: true, force: true });
  });

  const change = async (file: string, from: string, to: string): Promise<void> => {
    const text = await readFile(join(dir, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(dir, file), text.replace(from, to));
  };

  it('brings the whole city in', async () => {
    const { stations, devices, profiles, areas, sets } = await r.inventory.snapshot();

    expect(stations.size).toBeGreaterThan(100);
    expect(devices.size).toBeGreaterThan(100);
    expect([...devices.values()].every((device) => device.active.length === 0 && device.virtual)).toBe(true);
    expect([...devices.values()].filter((device) => !profiles.has(device.profile))).toEqual([]);
    expect(sets.map((set) => set.id)).toEqual(['plan-2020', 'units-2025']);
    expect(areas.filter((area) => area.set === 'plan-2020')).toHaveLength(10);
    expect(areas.find((area) => area.code === '718')?.rings.length).toBeGreaterThan(0);
    expect(await r.catalogue.kpiDefinitions()).toHaveLength(54);
    expect(await r.catalogue.measures()).not.toBeNull();
    expect((await r.catalogue.plan())?.tasks).toHaveLength(41);
    expect((await r.catalogue.pcu()).length).toBeGreaterThan(0);
    expect((await r.catalogue.limits()).length).toBeGreaterThan(0);
    expect((await r.catalogue.targets()).length).toBeGreaterThan(0);
    expect((await r.indicators.indicators()).length).toBeGreaterThan(0);
    expect((await r.indicators.values()).length).toBeGreaterThan(0);
  });

  it('does nothing for the files that were imported last', async () => {
    const before = (await r.inventory.snapshot()).revision;

    expect(await importSeeds(r.registry.dataSource, dir, LATER)).toBe(false);
    expect((await r.inventory.snapshot()).revision).toBe(before);
  });

  it('follows a changed fact with a new row and leaves the rest as it was', async () => {
    const before = await r.inventory.snapshot();
    const rows = await r.registry.query<{ n: number }>('SELECT count(*) AS n FROM catalogue_row');
    await change(
      'stations.yaml',
      'lengthKm: 2.1, lanes: 6, freeFlowKmh: 58',
      'lengthKm: 2.2, lanes: 6, freeFlowKmh: 58',
    );

    expect(await importSeeds(r.registry.dataSource, dir, LATER)).toBe(true);

    const after = await r.inventory.snapshot();
    const facts = after.stations.get('tdm-traffic-01')?.facts.filter((fact) => fact.key === 'segment');
    expect(facts).toMatchObject([
      { value: { lengthKm: 2.1 }, validTo: LATER },
      { value: { lengthKm: 2.2 }, validFrom: LATER, validTo: null },
    ]);
    expect(after.revision).toBe(before.revision + 1);
    expect(after.stations.get('tdm-traffic-02')).toEqual(before.stations.get('tdm-traffic-02'));
    expect(await r.registry.query('SELECT count(*) AS n FROM catalogue_row')).toEqual(rows);
  });

  it('makes a changed definition the next version of its row', async () => {
    const [mob01] = (await r.catalogue.history<{ id: string }>('kpi')).filter(
      (row) => row.body.id === 'MOB-01',
    );
    await change('kpis/mobility.yaml', 'precision: 0', 'precision: 1');

    await importSeeds(r.registry.dataSource, dir, LATER + 1);

    const history = await r.catalogue.history('kpi');
    const changed = history.filter((row) => row.version === 2);
    expect(mob01).toMatchObject({ version: 1, validFrom: 0, validTo: null });
    expect(changed).toMatchObject([{ validFrom: LATER + 1, validTo: null }]);
    expect(history.find((row) => row.key === changed[0]?.key)).toMatchObject({
      version: 1,
      validTo: LATER + 1,
    });
    expect(await r.catalogue.kpiDefinitions()).toHaveLength(54);
  });
});
