import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { DOMAINS, type KpiDefinition, parseInstant, rowsFromComponents } from '@app/kpi';
import { SECRET } from '@app/testing';
import { TestCity } from '../../test/city.js';
import { KpisController } from '../kpis/kpis.controller.js';
import { DefinitionChecks } from './definition-checks.js';
import { DefinitionRun } from './definition-run.js';
import { KpiDefinitionsController } from './kpi-definitions.controller.js';
import type { ShadowItem } from './shadow.js';

interface Page<T> {
  readonly items: T[];
}
interface ProblemBody {
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

const OWN = {
  id: 'OWN-01',
  names: { vi: 'Tốc độ khu vực', en: 'Area speed' },
  unit: 'km/h',
  domain: 'mobility',
  family: 'traffic',
  expression: 'ratio(c.vkt, c.vht)',
  periods: ['day', 'month'],
  source: 'tự đề xuất',
};

/** Sums of a station and period: complete, with the components given. */
function vector(some: Record<string, number>): Float64Array {
  const names = DOMAINS.get('traffic')?.components ?? [];
  const all: Record<string, number> = { valid: 288, expected: 288, active: 1, readings: 288, ...some };
  return Float64Array.from(names, (name) => all[name] ?? 0);
}

const midnight = (date: string): number => parseInstant(date) ?? NaN;

describe('KPI definitions of one’s own', () => {
  let city: TestCity;
  const url = '/api/v1/kpi-definitions';
  const span = 'period=day&from=2026-11-01&to=2026-11-04';
  const values = (items: readonly KpiItem[]) => items.map((item) => item.value);

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-23T08:00:00+07:00',
      [KpiDefinitionsController, KpisController],
      [DefinitionChecks, DefinitionRun],
    );
    const { inventory, cache } = city.registry;
    // Both lie in 718, Thủ Dầu Một.
    for (const id of ['x-a', 'x-b']) {
      await inventory.createStation({ id, name: id, kind: 'traffic', lat: 10.9705, lon: 106.672 });
      const device = {
        id: `cam-${id}`,
        station: id,
        profile: 'camera',
        cadence: 300,
        activeFrom: midnight('2026-01-01'),
      };
      await inventory.createDevice(device, SECRET);
    }
    await cache.refresh();
    const days = ['2026-11-01', '2026-11-02'].map(midnight);
    const rows = days.flatMap((from, i) => [
      { station: 'x-a', from, vector: vector({ vkt: 2000, vht: 2000 / 30, delay: 10 * (i + 1) }) },
      { station: 'x-b', from, vector: vector({ vkt: 15_000, vht: 15_000 / 45, delay: 100 }) },
    ]);
    await city.series.write([rowsFromComponents('traffic', 'day', rows, 0)]);
  });

  afterAll(() => city.close());

  it('are previewed over past data, for areas and stations, and nothing is stored', async () => {
    const { status, body } = await city.post<Page<KpiItem>>(`${url}/preview?area=718&${span}`, OWN);
    const station = await city.post<Page<KpiItem>>(`${url}/preview?area=x-a&${span}`, OWN);

    // kpi.md 3.6: A 2000 veh·km at 30 km/h, B 15 000 at 45 km/h: 17 000 / (66.67 + 333.33) = 42.5 km/h.
    expect(status).toBe(200);
    expect(values(body.items)).toEqual([42.5, 42.5]);
    expect(body.items[0]).toMatchObject({
      kpi: 'OWN-01',
      area: '718',
      unit: 'km/h',
      num: 17_000,
      definition: 1,
      quality: 'ok',
    });
    expect(station.body.items[0]?.value).toBeCloseTo(30, 9);
    expect((await city.get(`${url}/OWN-01`)).status).toBe(404);
  });

  it('read figures of the area and published series', async () => {
    const definition = { ...OWN, expression: 'c.vkt / fact["area_km2"]' };

    const { body } = await city.post<Page<KpiItem>>(`${url}/preview?area=718&${span}`, definition);

    // 17 000 veh·km on 118.91 km².
    expect(body.items[0]?.value).toBeCloseTo(17_000 / 118.91, 9);
  });

  it('are refused with every mistake and its place', async () => {
    const wrong = {
      ...OWN,
      periods: ['day', '5min', 'fortnight'],
      expression: undefined,
      members: [
        { id: 'a', names: { vi: 'a', en: 'a' }, unit: '1', expression: 'c.vktt / c.vht' },
        { id: 'b', names: { vi: 'b', en: 'b' }, unit: '1', expression: 'c.vkt /\n series["se.popp"]' },
      ],
    };
    const schema = await city.post<ProblemBody>(url, wrong);
    const { status, body } = await city.post<ProblemBody>(url, { ...wrong, periods: ['day'] });

    expect([schema.status, schema.body.errors[0]?.path]).toEqual([400, 'periods.2']);
    expect(status).toBe(400);
    expect(body.errors.map(({ path, message }) => [path, message.slice(0, 17)])).toEqual([
      ['members.0.expression', 'line 1, column 3:'],
      ['members.1.expression', 'line 2, column 9:'],
    ]);
    expect(body.errors[1]?.message).toContain('no series se.popp');
  });

  it('need the administrator’s key', async () => {
    expect((await city.post(url, OWN, null)).status).toBe(401);
  });

  it('are added, then followed by versions; a shadow is compared with what is in force', async () => {
    const added = await city.post<KpiDefinition>(url, { ...OWN, validFrom: '2026-01-01' });
    const shadow = {
      ...OWN,
      expression: 'c.vkt / (c.vht + c.delay / 10)',
      status: 'shadow',
      by: 'Lê Thị Hoa',
    };
    const second = await city.post<KpiDefinition>(url, shadow);
    const repeated = await city.post<ProblemBody>(url, { ...OWN, version: 2 });

    expect([added.status, added.body.version]).toEqual([201, 1]);
    expect([second.status, second.body.version]).toEqual([201, 2]);
    expect([repeated.status, repeated.body.detail]).toEqual([409, 'version: the next one of OWN-01 is 3']);
    const { body: one } = await city.get<KpiDefinition>('/api/v1/kpis/OWN-01');
    expect([one.version, one.expression]).toEqual([1, 'ratio(c.vkt, c.vht)']);

    const { body } = await city.get<Page<ShadowItem>>(`${url}/OWN-01/shadow?version=2&area=718&${span}`);
    // Day 1: 17 000 / (400 + (10 + 100) / 10) = 41.36; day 2: 17 000 / (400 + 12) = 41.26.
    expect(body.items.map((item) => [item.version?.version, item.against?.version, item.differs])).toEqual([
      [2, 1, true],
      [2, 1, true],
    ]);
    expect(body.items[0]?.version?.value).toBeCloseTo(17_000 / 411, 9);
    expect(body.items[1]?.difference).toBeCloseTo(17_000 / 412 - 42.5, 9);
  });

  it('are in force by date: an older day shows the version of then', async () => {
    await city.post(url, { ...OWN, expression: 'c.n', validFrom: '2026-11-02' });

    const asOf = async (date: string) =>
      (await city.get<KpiDefinition>(`/api/v1/kpis/OWN-01?asOf=${date}`)).body.version;

    expect([await asOf('2026-11-01'), await asOf('2026-11-02')]).toEqual([1, 3]);
  });

  it('keep to their family', async () => {
    const { status, body } = await city.post<ProblemBody>(url, {
      ...OWN,
      id: 'MOB-04',
      family: 'air',
      expression: 'c.valid',
    });

    expect([status, body.errors[0]?.path]).toEqual([400, 'family']);
  });
});
