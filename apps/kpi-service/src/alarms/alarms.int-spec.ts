import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SECRET } from '@app/testing';
import {
  addGauge,
  allAlarms,
  essence,
  levelWindow,
  SLOT_MS,
  startAlarms,
  withMail,
} from '../../test/alarm-city.js';
import { closeGround, type Ground, KpiHarness, openGround, type WindowRow } from '../../test/kpi-harness.js';

/** 2026-11-23 08:00 in Bình Dương. */
const T0 = Date.UTC(2026, 10, 23, 1);
/** Each test has a day of its own, so that time only goes on. */
let day = 0;
const slot = (i: number): number => T0 + day * 86_400_000 + i * SLOT_MS;

describe('alarms of the rules', () => {
  let ground: Ground;
  let kpi: KpiHarness;

  beforeAll(async () => {
    ground = withMail(await openGround(T0));
    kpi = await startAlarms(ground);
  });

  beforeEach(() => {
    day++;
  });

  afterAll(() => closeGround(ground));

  const series = (id: string, levels: readonly (number | null)[], first = 0): WindowRow[] =>
    levels.flatMap((level, i) => (level === null ? [] : [levelWindow(id, slot(first + i), level)]));
  const at = (i: number): void => ground.clock.set(slot(i) + 400_000);
  const of = async (id: string) =>
    (await allAlarms(ground.registry)).filter(
      (alarm) => alarm.rule === 'flood-1' && alarm.objectId === `st-${id}`,
    );
  const stepsOf = async (alarm: number) =>
    (await ground.registry.alarms.history(alarm)).map(({ what }) => what);

  it('of one event told 1,000 times to two processes are one alarm, mailed once', async () => {
    await addGauge(ground.registry, 'storm');
    const other = await startAlarms(ground);
    at(4);
    const rows = series('storm', [1, 1, 2, 2]);
    await kpi.store(rows);
    const thousand = Array.from({ length: 250 }, () => rows).flat();

    for (let i = 0; i < 4; i++) {
      await (i % 2 === 0 ? kpi : other).tell(thousand.slice(i * 250, (i + 1) * 250));
      await Promise.all(
        [kpi, other].map((one) =>
          one.alarmEvaluator.evaluate('alarm.water', { first: slot(0), last: slot(0) }, ground.clock.now()),
        ),
      );
      await Promise.all([kpi.loop.round(), other.loop.round()]);
      ground.clock.advance(6000);
    }
    await Promise.all([kpi.settle(), other.settle()]);

    const alarms = await of('storm');
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatchObject({
      rule: 'flood-1',
      objectType: 'station',
      state: 'open',
      openedAt: slot(4),
      value: 2,
      limit: 1.4,
      unit: 'm',
      textVi: 'Mực nước tại Trạm storm là 2 m, trên báo động I (1,4 m).',
    });
    expect(await stepsOf(alarms[0]?.id ?? 0)).toEqual(['opened', 'notified']);
    const mails = await ground.registry.outbox.list('email', null, 100);
    expect(mails.filter(({ key }) => key.startsWith(`alarm/${alarms[0]?.id}/`))).toHaveLength(1);
  });

  it('end when the condition has been clear for long enough, and are mailed as over', async () => {
    await addGauge(ground.registry, 'ebb');
    at(16);
    await kpi.windows(series('ebb', [2, 2, 2, ...Array.from({ length: 13 }, () => 1)]));
    await kpi.settle();

    const [alarm] = await of('ebb');
    expect(alarm).toMatchObject({
      state: 'resolved',
      resolution: 'cleared',
      openedAt: slot(2),
      resolvedAt: slot(9),
    });
  });

  it('are opened, moved and withdrawn by late data, with their history', async () => {
    await addGauge(ground.registry, 'late');
    at(24);
    await kpi.windows(series('late', [1, 1, 1, 2, 2, 2], 18));
    await kpi.settle();
    const [alarm] = await of('late');
    expect(alarm).toMatchObject({ openedAt: slot(23), state: 'open' });

    await kpi.windows(series('late', [2], 20));
    await kpi.settle();
    expect(await of('late')).toMatchObject([{ id: alarm?.id, openedAt: slot(22), state: 'open' }]);

    await kpi.windows(series('late', [1, 1, 1, 1, 1, 1], 18));
    await kpi.settle();
    expect(await of('late')).toEqual([]);
    expect(await stepsOf(alarm?.id ?? 0)).toEqual(['opened', 'notified', 'revised', 'withdrawn']);

    await kpi.windows(series('late', [2, 2], 21));
    await kpi.settle();
    expect(await of('late')).toMatchObject([{ openedAt: slot(23) }]);
  });

  it('are the same whatever order the observations came in', async () => {
    const levels = [1, 2, 2, 1, 2, 2, 2, null, 2, 1, 1, 1, 1, 1, 1, 1, 2, 2];
    const orders = [(a: number) => a, (a: number) => -a, (a: number) => (a * 7919) % 31];
    const found: unknown[] = [];
    for (const [run, order] of orders.entries()) {
      day++;
      const id = `order-${run}`;
      await addGauge(ground.registry, id);
      at(20);
      const rows = series(id, levels, 0).map((row, i) => ({ row, i }));
      for (const { row } of rows.toSorted((a, b) => order(a.i) - order(b.i))) {
        await kpi.windows([row]);
        await kpi.settle();
      }
      found.push(essence(await of(id), slot(0)));
    }

    expect(found[0]).toHaveLength(2);
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('are the same of a past that comes hour by hour and of one that comes at once', async () => {
    const levels = Array.from({ length: 168 }, (_, i) => (i % 40 < 12 ? 2 : 1));
    const found: unknown[] = [];
    for (const atOnce of [14, 1]) {
      day++;
      const id = `past-${atOnce}`;
      await addGauge(ground.registry, id);
      at(210);
      const rows = series(id, levels);
      for (let i = 0; i < rows.length; i += 12 * atOnce) {
        await kpi.windows(rows.slice(i, i + 12 * atOnce));
        await kpi.settle();
      }
      found.push(essence(await of(id), slot(0)));
    }

    expect(found[0]).toHaveLength(5);
    expect(found[1]).toEqual(found[0]);
  });

  it('stay resolved by a person while the condition goes on, and begin anew the next time', async () => {
    await addGauge(ground.registry, 'person');
    at(50);
    await kpi.windows(series('person', [2, 2, 2], 46));
    await kpi.settle();
    const [alarm] = await of('person');
    await ground.registry.alarms.resolve(alarm?.id ?? 0, 'Lê An', 'cống đã mở');
    at(54);
    await kpi.windows(series('person', [2, 2, 2], 50));
    await kpi.settle();
    expect(await of('person')).toMatchObject([{ state: 'resolved', resolution: 'person' }]);

    at(70);
    await kpi.windows(series('person', [...Array.from({ length: 10 }, () => 1), 2, 2], 53));
    await kpi.settle();
    expect(await of('person')).toMatchObject([{ state: 'open' }, { id: alarm?.id, state: 'resolved' }]);
  });

  it('end when their rule is disabled', async () => {
    const [rule] = (await ground.registry.alarmRules.current()).filter((one) => one.rule.id === 'flood-1');
    if (rule === undefined) throw new Error('the seeds have no flood-1');
    await ground.registry.alarmRules.change({ ...rule.rule, enabled: false }, 'Lê An');
    await kpi.alarmRules.load();

    const open = (await allAlarms(ground.registry)).filter(
      ({ rule: id, resolvedAt }) => id === 'flood-1' && resolvedAt === null,
    );
    expect(open).toEqual([]);
    expect(await of('storm')).toMatchObject([{ resolution: 'rule' }]);
  });

  it('of a silent station group are under one root, which alone is mailed, and all end with it', async () => {
    const { inventory, cache } = ground.registry;
    await inventory.createStation({
      id: 'st-pair',
      name: 'Ngã tư thử',
      kind: 'traffic',
      lat: 10.5,
      lon: 106.1,
    });
    for (const direction of ['north', 'south']) {
      const id = `pair-${direction}`;
      await inventory.createDevice(
        { id, station: 'st-pair', profile: 'camera', cadence: 60, direction, activeFrom: 0 },
        SECRET,
      );
    }
    await cache.refresh();
    const heard = (...slots: number[]): WindowRow[] =>
      slots.flatMap((i) =>
        ['north', 'south'].map((direction): WindowRow => ({
          family: 'traffic',
          device: `pair-${direction}`,
          direction,
          start: slot(i),
          fields: { readings: 5, valid_s: 300, online_s: 300 },
        })),
      );
    at(80);
    await kpi.windows(heard(77, 78));
    await kpi.ticker.tick();
    await kpi.settle();

    const silent = (await allAlarms(ground.registry)).filter(
      ({ kind, objectId }) => kind === 'silence' && objectId.includes('pair'),
    );
    const root = silent.find(({ objectType }) => objectType === 'station');
    expect(root).toMatchObject({
      objectId: 'st-pair',
      state: 'open',
      parent: null,
      children: 2,
      openedAt: slot(80),
    });
    expect(
      silent
        .filter(({ parent }) => parent === root?.id)
        .map(({ objectId }) => objectId)
        .toSorted(),
    ).toEqual(['pair-north', 'pair-south']);
    const mailed = (await ground.registry.outbox.list('email', null, 100)).filter(({ key }) =>
      silent.some(({ id }) => key.startsWith(`alarm/${id}/`)),
    );
    expect(mailed.map(({ key }) => key.split('/')[1])).toEqual([String(root?.id)]);

    at(82);
    await kpi.windows(heard(81, 82));
    await kpi.settle();
    const after = (await allAlarms(ground.registry)).filter(({ objectId }) => objectId.includes('pair'));
    expect(after.map(({ state }) => state)).toEqual(['resolved', 'resolved', 'resolved']);
  });

  it('are told to the feed once a revision', async () => {
    await kpi.alarmTeller.tell();
    const before = (await kpi.feed()).filter(({ type }) => type === 'alarm').length;
    await kpi.alarmTeller.tell();

    const events = (await kpi.feed()).flatMap((event) => (event.type === 'alarm' ? [event.item] : []));
    expect(before).toBeGreaterThan(0);
    expect(events).toHaveLength(before);
    expect(events.find(({ object }) => object.id === 'st-storm')).toMatchObject({
      state: 'resolved',
      rule: 'flood-1',
    });
  });
});
