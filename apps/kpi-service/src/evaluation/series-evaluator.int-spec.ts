import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KpiItem, Period } from '@app/contracts';
import { parseInstant } from '@app/kpi';
import type { NewIndicatorValue } from '@app/registry';
import { SECRET } from '@app/testing';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  SET,
  trafficWindow,
} from '../../test/kpi-harness.js';

const NOW = parseInstant('2026-11-23T08:00:00+07:00') ?? NaN;
const at = (text: string): number => parseInstant(text) ?? NaN;

const row = (
  indicator: string,
  area: string,
  from: string,
  value: number,
  unit: string,
): NewIndicatorValue => ({
  indicator,
  set: SET,
  area,
  period: 'year',
  from,
  value,
  lo: null,
  hi: null,
  unit,
  status: 'official',
  confidence: 'high',
  source: 'Niên giám thống kê',
  publishedAt: null,
  note: null,
});

describe('socio-economic and crossed indicators', () => {
  let ground: Ground;
  let service: KpiHarness;

  beforeAll(async () => {
    ground = await openGround(NOW);
    service = await KpiHarness.start(ground);
    await service.seriesMarks.catchUp();
    await service.settle(60_000);
  });

  afterAll(() => closeGround(ground));

  const value = async (
    kpi: string,
    area: string,
    period: Period,
    from: string,
  ): Promise<KpiItem | undefined> => (await service.values(kpi, area, period, at(from), at(from) + 1))[0];
  const publish = async (rows: readonly NewIndicatorValue[]): Promise<void> => {
    await ground.registry.indicators.publish(rows, { dryRun: false, now: ground.clock.now() });
    const before = ground.registry.cache.current().revision;
    const { revision } = await ground.registry.cache.refresh();
    await service.facts.load();
    await service.seriesMarks.follow(revision, await ground.registry.inventory.changesSince(before));
    await service.settle(60_000);
  };

  it('are there for the years that the seeds know, from the first start on', async () => {
    // 520,205 · 10⁹ VND / 2,870,000 persons = 181.256 · 10⁶ VND.
    const perCapita = await value('SOC-02', '74', 'year', '2024-01-01');
    expect(perCapita).toMatchObject({
      num: 520_205,
      den: 2_870_000,
      quality: 'ok',
      finality: 'final',
      revision: 0,
    });
    expect(perCapita?.value).toBeCloseTo(181.256, 3);
    expect(await value('SOC-01', '74', 'year', '2023-01-01')).toMatchObject({
      value: 5,
      reason: 'not_official',
    });
    expect(await value('SOC-04', '74', 'year', '2024-01-01')).toMatchObject({ value: 7.6, unit: '%' });
  });

  it('say no_data for a year that nobody published, and are not there for other areas than they speak of', async () => {
    expect(await value('SOC-03', '74', 'year', '2025-01-01')).toMatchObject({
      value: null,
      quality: 'insufficient',
      reason: 'no_data',
    });
    expect(await value('SOC-06', '718', 'year', '2024-01-01')).toMatchObject({
      value: null,
      reason: 'no_data',
    });
    expect(await value('SOC-01', '718', 'year', '2024-01-01')).toBeUndefined();
    expect(await value('SOC-04', '74', 'month', '2024-05-01')).toBeUndefined();
  });

  it('take an import in: the decision’s labour productivity, with a revision that says why', async () => {
    // (280/200)^(1/5) − 1 = 6.961 %: 2020 300,000/1,500, 2025 420,000/1,500.
    await publish([
      row('se.grdp.const', '74', '2020-01-01', 300_000, '10^9 VND'),
      row('se.emp', '74', '2020-01-01', 1500, '10^3 persons'),
      row('se.grdp.const', '74', '2025-01-01', 420_000, '10^9 VND'),
      row('se.emp', '74', '2025-01-01', 1500, '10^3 persons'),
    ]);
    const growth = await value('SOC-03', '74', 'year', '2025-01-01');
    expect(growth).toMatchObject({ quality: 'ok', revision: 1, reason: 'publication', num: 280, den: 200 });
    expect(growth?.value).toBeCloseTo(6.961, 3);
  });

  it('revise what a later publication corrects, and nothing else', async () => {
    const before = (await service.feed()).length;
    await publish([row('se.emp', '74', '2025-01-01', 1400, '10^3 persons')]);
    const events = (await service.feed()).slice(before);
    expect(events.map((event) => (event.type === 'kpi' ? event.item : null))).toMatchObject([
      { kpi: 'SOC-03', area: '74', period: 'year', num: 300, revision: 2, reason: 'publication' },
    ]);
  });

  it('follow the KPI that they cross, and have no year of what one month counted', async () => {
    const { clock, registry } = ground;
    const { inventory, cache } = registry;
    const segment = { lengthKm: 2, lanes: 2, freeFlowKmh: 50 };
    await inventory.createStation({
      id: 'x-tdm',
      name: 'x',
      kind: 'traffic',
      lat: 10.9705,
      lon: 106.672,
      segment,
    });
    const hour = at('2026-11-23T10:00:00+07:00');
    const camera = { id: 'x-cam', station: 'x-tdm', profile: 'camera', cadence: 60, activeFrom: hour };
    await inventory.createDevice(camera, SECRET);
    await cache.refresh();
    await publish([row('se.pop', '718', '2026-01-01', 10, 'persons')]);

    clock.set(hour + 66 * 60_000);
    await service.windows(
      Array.from({ length: 12 }, (_, i) => trafficWindow('x-cam', hour + i * 300_000, 100, 40)),
    );
    await service.settle(120_000);

    // 1,200 vehicles over 2 km: 2400/40 h instead of 2400/50 h, 12 h of delay for 10 inhabitants.
    const delay = await value('CRX-03', '718', 'year', '2026-01-01');
    expect(delay).toMatchObject({
      den: 10,
      value: null,
      quality: 'insufficient',
      caveats: ['monitored_roads'],
    });
    expect(delay?.num).toBeCloseTo(12, 9);
    const month = await value('MOB-09.total', '718', 'month', '2026-11-01');
    expect(delay?.completeness).toBeCloseTo((month?.completeness ?? NaN) / 11, 9);
  });

  it('mark nothing at a start when nothing changed, all when the registry did', async () => {
    await service.seriesMarks.catchUp();
    expect(await ground.registry.work.depth()).toBe(0);
    await ground.registry.indicators.publish([row('se.bhyt', '74', '2024-01-01', 92, '%')], {
      dryRun: false,
      now: NOW,
    });
    await ground.registry.cache.refresh();
    await service.seriesMarks.catchUp();
    expect(await ground.registry.work.depth()).toBeGreaterThan(100);
  });
});
