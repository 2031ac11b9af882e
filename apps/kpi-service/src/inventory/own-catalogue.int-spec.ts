import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { kpiDefinitionSchema, type KpiDefinition, localMidnight } from '@app/kpi';
import { reportingSetSchema } from '@app/registry';
import { SECRET } from '@app/testing';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  SET,
  trafficWindow,
} from '../../test/kpi-harness.js';

const HOUR = 3_600_000;
const DAY = localMidnight(2026, 11, 23);
/** Monday 23 November 2026, 10:00 local. */
const T0 = DAY + 10 * HOUR;

/** Load of the monitored streets: vehicles an hour and kilometre; 2 km of segment. */
function own(version: number, expression: string, more: Partial<KpiDefinition> = {}): KpiDefinition {
  return kpiDefinitionSchema.parse({
    id: 'OWN-01',
    version,
    names: { vi: 'Mật độ giao thông', en: 'Traffic load' },
    unit: 'veh/h',
    dimension: 'flow',
    domain: 'mobility',
    family: 'traffic',
    method: null,
    formula: expression,
    expression,
    periods: ['hour', 'day'],
    rollup: 'expression',
    direction: 'context',
    minCompleteness: { ok: 0.01, partial: 0.005 },
    precision: 1,
    status: 'computed',
    source: 'test',
    validFrom: '2026-11-01',
    ...more,
  });
}

describe('what somebody adds to the registry', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(T0 - HOUR);
    const { registry, clock } = ground;
    const segment = { lengthKm: 2, lanes: 2, freeFlowKmh: 50 };
    for (const [id, lat, lon] of [
      ['x-a', 10.9705, 106.672],
      ['x-b', 11.0, 106.65],
    ] as const) {
      await registry.inventory.createStation({ id, name: id, kind: 'traffic', lat, lon, segment });
      const device = { id: `cam-${id}`, station: id, profile: 'camera', cadence: 60, activeFrom: T0 };
      await registry.inventory.createDevice(device, SECRET);
    }
    await registry.cache.refresh();
    kpis = await KpiHarness.start(ground);
    kpis.changes.start();
    // In the night after: both stations' first 15 minutes are final. 100 vehicles at 40 km/h and 50 at 20 km/h in each window.
    clock.set(T0 + 15 * HOUR);
    await kpis.windows(
      [0, 5, 10].flatMap((minute) => [
        trafficWindow('cam-x-a', T0 + minute * 60_000, 100, 40),
        trafficWindow('cam-x-b', T0 + minute * 60_000, 50, 20),
      ]),
    );
    await kpis.settle();
  });

  afterEach(async () => {
    await kpis.changes.stop();
    await closeGround(ground);
  });

  const told = async (): Promise<void> => {
    await ground.registry.cache.refresh();
    await kpis.changes.stop();
    kpis.changes.start();
    await kpis.settle(120_000);
  };
  const day = async (kpi: string, area: string, set = SET) =>
    (await kpis.values(kpi, area, 'day', DAY, DAY + 1, set))[0];

  it('a definition with a formula has values in the past at once, and a second version revises them', async () => {
    const { catalogue } = ground.registry;

    await catalogue.addKpiDefinition(own(1, 'ratio(c.vkt, c.vht)'), 'Lê Thị Hoa', ground.clock.now());
    await told();

    // VKT: 3·(100 + 50)·2 km = 900 veh·km. VHT: 3·(100·2/40 + 50·2/20) = 3·(5 + 5) = 30 veh·h. 900/30 = 30 km/h.
    expect(await day('OWN-01', '74')).toMatchObject({
      value: 30,
      num: 900,
      den: 30,
      definition: 1,
      revision: 0,
    });

    await catalogue.addKpiDefinition(own(2, 'c.n / c.t_h'), 'Lê Thị Hoa', ground.clock.now());
    await told();

    // 450 vehicles in 2 · 0.25 h of observation = 900 veh/h.
    expect(await day('OWN-01', '74')).toMatchObject({
      value: 900,
      definition: 2,
      revision: 1,
      reason: 'definition',
    });
  });

  it('a version from a later day leaves what is older to the version before', async () => {
    const { catalogue } = ground.registry;
    await catalogue.addKpiDefinition(own(1, 'c.n'), 'Lê Thị Hoa', ground.clock.now());
    await catalogue.addKpiDefinition(
      own(2, 'c.n * 2', { validFrom: '2026-11-24' }),
      'Lê Thị Hoa',
      ground.clock.now(),
    );
    await catalogue.addKpiDefinition(
      own(3, 'c.n * 3', { status: 'shadow' }),
      'Lê Thị Hoa',
      ground.clock.now(),
    );

    await told();

    expect(await day('OWN-01', '74')).toMatchObject({ value: 450, definition: 1 });
  });

  it('a version that moves the peaks computes with its own, from its first day on', async () => {
    const { catalogue } = ground.registry;
    const peaks = [{ from: '10:00', to: '10:15' }];
    const moved = {
      id: 'MOB-05',
      method: 'traffic.travelTimeIndex',
      expression: undefined,
      parameters: { peaks, weekdays: [1] },
    };
    expect(await day('MOB-05', '74')).toMatchObject({ value: null, reason: 'no_data' });

    const second = own(2, '', { ...moved, periods: ['day'], validFrom: '2026-11-23' });
    await catalogue.addKpiDefinition(second, 'Lê Thị Hoa', ground.clock.now());
    await told();

    // VHT 30 as above; at 50 km/h 900/50 = 18 veh·h. 30/18 = 1.667, of the 15 minutes alone.
    expect(await day('MOB-05', '74')).toMatchObject({ num: 30, den: 18, completeness: 1, definition: 2 });
  });

  it('an activated set has values beside the one that is there; a station follows its override at every level', async () => {
    const { reportingSets, inventory } = ground.registry;
    const ring = (w: number, e: number) => [
      [
        [w, 10.5],
        [e, 10.5],
        [e, 11.8],
        [w, 11.8],
        [w, 10.5],
      ],
    ];
    const area = (code: string, parent: string | null, w: number, e: number) => ({
      type: 'Feature',
      properties: {
        code,
        parent,
        nameVi: code,
        level: parent === null ? 'province' : 'commune',
        validFrom: '2025-07-01',
      },
      geometry: { type: 'Polygon', coordinates: ring(w, e) },
    });
    const features = [
      area('all', null, 106, 107.5),
      area('w', 'all', 106, 106.66),
      area('e', 'all', 106.66, 107.5),
    ];
    const set = { id: 'halves', nameVi: 'Hai nửa', nameEn: 'Halves' };
    await reportingSets.import(reportingSetSchema.parse({ type: 'FeatureCollection', set, features }));
    await told();
    expect(await day('MOB-03', 'all', 'halves')).toBeUndefined();

    await reportingSets.setStatus('halves', 'active');
    await told();

    expect((await day('MOB-03', 'all', 'halves'))?.num).toBe(900);
    expect((await day('MOB-03', 'e', 'halves'))?.num).toBe(600);
    expect((await day('MOB-03', 'w', 'halves'))?.num).toBe(300);
    expect((await day('MOB-03', '74'))?.num).toBe(900);

    await inventory.placeStation('x-b', 'halves', 'e');
    await told();

    expect((await day('MOB-03', 'e', 'halves'))?.num).toBe(900);
    expect(await day('MOB-03', 'w', 'halves')).toMatchObject({ value: null, reason: 'registry' });
    expect((await day('MOB-03', 'all', 'halves'))?.num).toBe(900);
  });
});
