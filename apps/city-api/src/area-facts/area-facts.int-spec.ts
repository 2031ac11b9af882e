import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AreaFactRepository, StationFactRepository } from '@app/registry';
import { TestCity } from '../../test/city.js';
import { StationFactsController } from '../inventory/station-facts.controller.js';
import type { ImportReport } from '../indicators/files/import-report.js';
import { writeCsv } from '../spreadsheet/write-csv.js';
import { AreaFactsController } from './area-facts.controller.js';

interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
}
const URL = '/api/v1/area-facts';
const HEADER = ['set', 'area', 'key', 'value', 'validFrom', 'validTo', 'source'];
const row = (some: Partial<Record<string, string | number | null>> = {}) => {
  const given = {
    set: 'plan-2020',
    area: '719',
    key: 'lamps',
    value: 2100,
    validFrom: '2025-01-01',
    validTo: null,
    source: 'Niên giám 2025',
    ...some,
  };
  return HEADER.map((name) => given[name as keyof typeof given] ?? null);
};

describe('figures about areas and stations', () => {
  let city: TestCity;

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-23T08:00:00+07:00',
      [AreaFactsController, StationFactsController],
      [AreaFactRepository, StationFactRepository],
    );
  });

  afterAll(() => city.close());

  const list = async (query: string): Promise<Listed['items']> =>
    (await city.get<Listed>(`${URL}?${query}`)).body.items;
  const upload = (rows: readonly (readonly (string | number | null)[])[], dryRun = false) =>
    city.post<ImportReport>(
      `${URL}/import?by=${encodeURIComponent('Lê An')}&dryRun=${dryRun}`,
      new TextEncoder().encode(writeCsv([HEADER, ...rows])),
    );

  it('are recorded with source and person, corrected as revisions, and refused all together', async () => {
    const fact = {
      area: '718',
      key: 'road_km_major',
      validFrom: '2025-01-01',
      source: 'Sở GTVT, báo cáo 12/BC',
    };
    const record = (...facts: readonly object[]) => city.post(URL, { by: 'Lê An', facts });

    expect((await record({ ...fact, value: 50 })).body).toEqual({ added: 1, revised: 0, unchanged: 0 });
    expect((await record({ ...fact, value: 50 })).body).toEqual({ added: 0, revised: 0, unchanged: 1 });
    expect((await record({ ...fact, value: 52 })).body).toEqual({ added: 0, revised: 1, unchanged: 0 });
    const refused = await record({ ...fact, value: 1, key: 'bins' }, { ...fact, area: '999', value: 2 });

    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ detail: expect.stringContaining('facts.1.area') });
    expect(await list('area=718&key=bins')).toHaveLength(1); // the virtual city's alone
    const [simulated, newest, ...more] = await list('area=718&key=road_km_major');
    expect(more).toEqual([]);
    expect(simulated).toMatchObject({ virtual: true, value: 48, recordedBy: 'seeds' });
    expect(newest).toMatchObject({
      value: 52,
      revision: 2,
      unit: 'km',
      readBy: ['MOB-12'],
      recordedBy: 'Lê An',
      virtual: false,
      validFrom: '2025-01-01T00:00:00+07:00',
      nameVi: 'Chiều dài đường chính',
    });
    expect(await list('area=718&key=road_km_major&revisions=true')).toHaveLength(3);
    expect((await city.post(URL, { by: 'Lê An', facts: [] }, null)).status).toBe(401);
  });

  it('come from a file, every problem named by row and column, and nothing stored while there is one', async () => {
    const bad = [
      row(),
      row({ area: '999', key: 'Lamps', value: '1.234,5', validFrom: '2025-02-30' }),
      row({ value: -1, validTo: '2024-01-01', source: null }),
      row(),
    ];
    const refused = await upload(bad);

    expect(refused.status).toBe(422);
    const dry = await upload(bad, true);
    expect(dry.body.problems.map(({ row: at, column, code }) => `${at} ${column} ${code}`)).toEqual([
      '3 area unknown_area',
      '3 key wrong_key',
      '3 value number_format',
      '3 validFrom no_such_day',
      '4 value negative',
      '4 validTo ends_before',
      '4 source missing_value',
      '5 null duplicate',
    ]);
    expect(await list('area=719&key=lamps')).toHaveLength(1);

    expect((await upload([row(), row({ area: '720' })])).body).toMatchObject({ added: 2, problemCount: 0 });
    expect((await upload([row({ value: null })])).body).toMatchObject({ revised: 1 });
    expect((await list('area=719&key=lamps')).at(-1)).toMatchObject({ value: null, revision: 2 });
  });

  it('of a station are added with a beginning, checked by their key, never changed in place', async () => {
    const facts = '/api/v1/stations/tdm-water-01/facts';
    const levels = { bd1: 1.3, bd2: 1.45, bd3: 1.6, datum: 'Hòn Dấu', note: 'QĐ 05/2020/QĐ-TTg' };
    const record = (value: unknown, validFrom = '2026-12-01') =>
      city.post<Listed>(facts, { key: 'floodLevels', value, validFrom });

    const { status, body } = await record(levels);

    expect(status).toBe(201);
    const own = body.items.filter((fact) => fact['key'] === 'floodLevels');
    expect(own.map((fact) => (fact['value'] as typeof levels).bd1)).toEqual([1.4, 1.3]);
    expect((await record(levels)).status).toBe(409);
    const wrong = await record({ ...levels, bd2: 'high' }, '2027-01-01');
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ detail: expect.stringContaining('value.bd2') });
    expect((await city.get('/api/v1/stations/nowhere/facts')).status).toBe(404);
  });
});
