import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AlarmRule, alarmRuleSchema } from '@app/alarms';
import { isFrozen } from '@app/telemetry';
import { SECRET } from '@app/testing';
import { addGauge, allAlarms, levelWindow, SLOT_MS, startAlarms, withMail } from '../../test/alarm-city.js';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  trafficWindow,
  type WindowRow,
} from '../../test/kpi-harness.js';

/** 2026-11-23 21:00 in Bình Dương. */
const T0 = Date.UTC(2026, 10, 23, 14);
const HOUR = 3_600_000;

describe('alarms', () => {
  let ground: Ground;
  let kpi: KpiHarness;

  beforeAll(async () => {
    ground = withMail(await openGround(T0 - HOUR));
    kpi = await startAlarms(ground);
  });
  afterAll(() => closeGround(ground));

  const add = async (more: Readonly<Record<string, unknown>>): Promise<AlarmRule> => {
    const rule = alarmRuleSchema.parse({
      names: { vi: 'Thử', en: 'Try' },
      severity: 'warning',
      ground: 'this test',
      text: { vi: '{object}: {value} {unit}', en: '{object}: {value} {unit}' },
      ...more,
    });
    await ground.registry.alarmRules.add(rule, 'Lê An');
    await kpi.alarmRules.load();
    return rule;
  };
  const of = async (rule: string) => (await allAlarms(ground.registry)).filter((one) => one.rule === rule);
  const mailsOf = async (alarm: number | undefined) =>
    (await ground.registry.outbox.list('email', null, 100)).filter(({ key }) =>
      key.startsWith(`alarm/${alarm ?? 0}/`),
    );

  it('come of a KPI beyond its limit, from windows to the final value of the area, and end with it', async () => {
    const { inventory, cache } = ground.registry;
    await add({
      id: 'flow-high',
      kind: 'kpi',
      kpi: 'MOB-01',
      period: 'hour',
      direction: 'above',
      limit: 600,
      clear: 500,
      scope: { areas: ['718'] },
    });
    await inventory.createStation({
      id: 'x-tdm',
      name: 'Ngã sáu',
      kind: 'traffic',
      lat: 10.9705,
      lon: 106.672,
      segment: { lengthKm: 1, lanes: 2, freeFlowKmh: 50 },
    });
    const device = { id: 'x-cam', station: 'x-tdm', profile: 'camera', cadence: 60, activeFrom: T0 };
    await inventory.createDevice(device, SECRET);
    await cache.refresh();
    const hour = (start: number, n: number): WindowRow[] =>
      Array.from({ length: 12 }, (_, i) => trafficWindow('x-cam', start + i * SLOT_MS, n, 40));

    ground.clock.set(T0 + HOUR + 60_000);
    await kpi.windows(hour(T0, 100));
    await kpi.settle();
    expect(await of('flow-high')).toEqual([]);
    ground.clock.set(T0 + HOUR + 11 * 60_000);
    await kpi.ticker.tick();
    await kpi.settle();
    const [alarm] = await of('flow-high');
    expect(alarm).toMatchObject({
      objectType: 'area',
      objectId: '718',
      kpi: 'MOB-01',
      period: 'hour',
      state: 'open',
      value: 1200,
      limit: 600,
      unit: 'veh/h',
      openedAt: T0 + HOUR,
      textVi: 'Thành phố Thủ Dầu Một: 1.200 veh/h',
    });

    ground.clock.set(T0 + 2 * HOUR + 11 * 60_000);
    await kpi.windows(hour(T0 + HOUR, 20));
    await kpi.ticker.tick();
    await kpi.settle();
    expect(await of('flow-high')).toMatchObject([
      { id: alarm?.id, state: 'resolved', resolution: 'cleared', resolvedAt: T0 + 2 * HOUR },
    ]);
  });

  it('in quiet hours are there, and mailed to nobody; the next one, by day, is', async () => {
    const night = [{ from: '22:00', to: '06:00' }];
    await add({
      id: 'level-night',
      kind: 'threshold',
      measure: 'water.level',
      direction: 'above',
      limit: 1.4,
      quiet: night,
    });
    await addGauge(ground.registry, 'quiet', 99);
    const start = ground.clock.now() - (ground.clock.now() % SLOT_MS) + SLOT_MS;
    const level = async (at: number, value: number): Promise<void> => {
      ground.clock.set(at + SLOT_MS + 400_000);
      await kpi.windows([levelWindow('quiet', at, value)]);
      await kpi.settle();
    };

    await level(start, 2);
    const [first] = await of('level-night');
    await level(start + SLOT_MS, 1);
    const morning = start + 10 * HOUR;
    await level(morning, 2);
    const [second] = await of('level-night');

    expect([first?.state, second?.state]).toEqual(['open', 'open']);
    expect(second?.id).not.toBe(first?.id);
    const told = await Promise.all(
      [first, second].map((one) => ground.registry.alarms.history(one?.id ?? 0)),
    );
    expect(told.map((events) => events.map(({ what }) => what))).toEqual([
      ['opened', 'quiet', 'resolved'],
      ['opened', 'notified'],
    ]);
    expect(await mailsOf(first?.id)).toEqual([]);
    expect(await mailsOf(second?.id)).toHaveLength(1);
  });

  it('of a frozen value come by just as many readings as the device’s health calls frozen', async () => {
    const { families } = kpi.facts.measures;
    const { profiles } = ground.registry.cache.current();
    const frozen = (await ground.registry.alarmRules.current()).flatMap(({ rule }) =>
      rule.kind === 'frozen' ? [rule] : [],
    );

    expect(frozen.map(({ measure }) => measure)).toEqual(['air.pm25', 'noise.laeq']);
    for (const { measure, window } of frozen) {
      const [family = '', key = ''] = measure.split('.');
      const readings = families.get(family)?.measures.find((one) => one.key === key)?.frozenAfter ?? 0;
      const cadences = [...profiles.values()]
        .filter((one) => one.family === family)
        .map((one) => one.cadenceS ?? 0);
      expect([measure, [...new Set(cadences)].map((cadence) => (cadence * readings) / 60)]).toEqual([
        measure,
        [window],
      ]);
      const still = Array.from({ length: readings }, () => 41.5);
      expect([isFrozen(still, readings), isFrozen(still.with(0, 41.6), readings)]).toEqual([true, false]);
    }
  });
});
