import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppConfig } from '@app/config';
import { type DeviceItem, TOPICS } from '@app/contracts';
import { partitionOf } from '@app/event-log';
import { formatLocal, localMidnight } from '@app/kpi';
import { SECRET } from '@app/testing';
import { closeGround, type Ground, KpiHarness, openGround } from '../../test/kpi-harness.js';

const MIN = 60_000;
const WINDOW = 5 * MIN;
/** Monday 23 November 2026, 10:00 local. */
const T0 = localMidnight(2026, 11, 23) + 600 * MIN;

describe('device freshness', () => {
  let ground: Ground;
  let kpis: KpiHarness;

  beforeEach(async () => {
    ground = await openGround(T0 - 60 * MIN);
    const place = { name: 'Ngã sáu', kind: 'traffic', lat: 10.9705, lon: 106.672 };
    await ground.registry.inventory.createStation({ id: 'x-tdm', ...place });
    const device = { id: 'x-cam', station: 'x-tdm', profile: 'camera', cadence: 60, activeFrom: T0 };
    await ground.registry.inventory.createDevice(device, SECRET);
    await ground.registry.cache.refresh();
    kpis = await KpiHarness.start(ground);
  });

  afterEach(() => closeGround(ground));

  /** A minute's reading that ends at `end`, as the processor stores it. */
  async function store(end: number): Promise<void> {
    const start = end - MIN;
    await ground.series.write([
      {
        bucket: 'raw',
        measurement: 'traffic',
        length: 1,
        times: Float64Array.of(start),
        tags: { device: ['x-cam'], lane: [''], direction: [''] },
        fields: { n_car: Float64Array.of(5), _period: Float64Array.of(60) },
      },
    ]);
  }

  /** The same, and told of at `at`. */
  async function report(end: number, at = end + 1000): Promise<void> {
    await store(end);
    const window = Math.floor((end - MIN) / WINDOW) * WINDOW;
    // A reading keeps its device online for three cadences: the next window is touched, too.
    kpis.freshness.touched('x-cam', 'traffic', [window, window + WINDOW]);
    ground.clock.set(at);
    await kpis.freshness.tick();
  }

  async function told(): Promise<DeviceItem[]> {
    const items = (await kpis.feed()).flatMap((event) => (event.type === 'device' ? [event.item] : []));
    return items.filter((item) => item.device === 'x-cam');
  }

  it('stays live and tells of each minute’s reading, also of those that open no window', async () => {
    for (let minute = 1; minute <= 7; minute++) await report(T0 + minute * MIN);

    expect((await told()).map(({ state, lastSeen }) => ({ state, lastSeen }))).toEqual(
      Array.from({ length: 7 }, (_, i) => ({ state: 'live', lastSeen: formatLocal(T0 + (i + 1) * MIN) })),
    );
  });

  it('tells of a device at most once in five seconds while it is live, and of the newest reading then', async () => {
    await report(T0 + MIN, T0 + 3 * MIN);
    await report(T0 + 2 * MIN, T0 + 3 * MIN + 2000);
    await report(T0 + 3 * MIN, T0 + 3 * MIN + 4000);
    ground.clock.advance(4000);
    await kpis.freshness.tick();

    expect((await told()).map((item) => item.lastSeen)).toEqual(
      // The second changes the state from late to live, which is told at once.
      [1, 2, 3].map((minute) => formatLocal(T0 + minute * MIN)),
    );
    expect((await told()).map((item) => item.state)).toEqual(['late', 'live', 'live']);
  });

  it('tells of late and of silent by the clock alone, with the last reading’s end', async () => {
    await report(T0 + MIN);
    for (const age of [89_000, 91_000, 120_000, 181_000, 600_000]) {
      ground.clock.set(T0 + MIN + age);
      await kpis.freshness.tick();
    }

    expect((await told()).map((item) => item.state)).toEqual(['live', 'late', 'silent']);
    expect(new Set((await told()).map((item) => item.lastSeen))).toEqual(new Set([formatLocal(T0 + MIN)]));
  });

  it('is told of by one of several instances, the one that owns the device’s partition', async () => {
    const env = { NHIPPHO_PROFILE: 'distributed' };
    const shared = { ...ground, config: AppConfig.fromEnv(env) };
    const [one, other] = [await KpiHarness.start(shared), await KpiHarness.start(shared)];
    const [own = 0, foreign = 1] = [0, 1, 2, 3].toSorted((a) =>
      a === partitionOf('x-cam', ground.log.partitions(TOPICS.windows)) ? -1 : 1,
    );
    const tick = async (at: number): Promise<string[]> => {
      const before = (await told()).length;
      ground.clock.set(at);
      await one.freshness.tick();
      const byOne = (await told()).slice(before).map(({ state }) => `one ${state}`);
      await other.freshness.tick();
      const byOther = (await told()).slice(before + byOne.length).map(({ state }) => `other ${state}`);
      return [...byOne, ...byOther];
    };
    await store(T0 + MIN);
    await one.positions.claim(own);
    await other.positions.claim(foreign);

    const first = await tick(T0 + MIN + 1000);
    // It is taken over; the new owner finds the newest reading in the store.
    await store(T0 + 2 * MIN);
    await other.positions.claim(own);
    const second = await tick(T0 + 2 * MIN + 1000);
    const third = await tick(T0 + 6 * MIN);

    expect([first, second, third]).toEqual([['one live'], ['other live'], ['other silent']]);
  });

  it('is not set back by a late reading', async () => {
    await report(T0 + 4 * MIN);
    await report(T0 + 2 * MIN, T0 + 4 * MIN + 30_000);

    expect((await told()).at(-1)).toMatchObject({ state: 'live', lastSeen: formatLocal(T0 + 4 * MIN) });
  });

  it('looks again at what a failing store kept from being seen', async () => {
    const { series } = ground;
    const newest = series.newestBefore.bind(series);
    series.newestBefore = () => Promise.reject(new Error('the store is down'));
    await expect(report(T0 + MIN)).rejects.toThrow('down');
    series.newestBefore = newest;
    await kpis.freshness.tick();

    expect((await told()).at(-1)).toMatchObject({ state: 'live', lastSeen: formatLocal(T0 + MIN) });
  });
});
