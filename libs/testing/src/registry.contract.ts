import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PendingCycle, RejectedRow } from '@app/registry';
import type { TestRegistry } from './test-registry.js';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 10, 23, 1);
const SECRET = { salt: new Uint8Array(16).fill(1), hash: new Uint8Array(32).fill(2) };

let names = 0;
/** A name that no other test of the suite uses, so that tests need no order. */
const fresh = (what: string): string => `${what}-${++names}`;

function aStation(id: string, kind = 'traffic'): Parameters<TestRegistry['inventory']['createStation']>[0] {
  return { id, name: 'Ngã tư Sở Sao', kind, lat: 11.02, lon: 106.66 };
}

/** A device type of the family, by whatever name the seeds have it. */
async function profileOf({ inventory }: TestRegistry, family: string): Promise<string> {
  const profile = [...(await inventory.snapshot()).profiles.values()].find((one) => one.family === family);
  if (profile === undefined) throw new Error(`the seeds have no profile of family ${family}`);
  return profile.id;
}

function aCycle(over: Partial<PendingCycle> & { device?: string } = {}): PendingCycle {
  const { device = fresh('dev'), ...rest } = over;
  const counts = [
    { device, hour: T0, stored: 5, corrected: 1, duplicate: 2, rejected: { future: 3 }, privacyDropped: 0 },
  ];
  return { from: 0, next: 11, epoch: 1, counts, rejected: [], unlisted: 3, ...rest };
}

function aRejected(over: Partial<RejectedRow> = {}): RejectedRow {
  return {
    ...{
      partition: 0,
      offset: 7,
      index: 1,
      at: T0 + 5,
      device: 'dev',
      topic: 'telemetry/dev',
      reason: 'future',
    },
    ...{ detail: 'ts: 10 minutes ahead', bytes: new TextEncoder().encode('{"ts":') },
    ...over,
  };
}

/** What both engines of the registry must do. `create` opens one with the seeds' catalogue; it is closed at the end. */
export function describeRegistryContract(name: string, create: () => Promise<TestRegistry>): void {
  describe(`registry contract: ${name}`, () => {
    let r: TestRegistry;

    beforeAll(async () => {
      r = await create();
    }, 120_000);

    afterAll(async () => {
      await r.close();
    });

    describeTransactions(() => r);
    describePartitions(() => r);
    describeLedger(() => r);
    describeWork(() => r);
    describeInventory(() => r);
    describeRevisions(() => r);
  });
}

function describeTransactions(get: () => TestRegistry): void {
  describe('transactions', () => {
    it('keeps a committing and a rolling-back transaction apart although they interleave', async () => {
      const { registry, settings } = get();
      const kept = fresh('kept');
      const lost = fresh('lost');
      const order: string[] = [];
      const write =
        (key: string) => async (sql: Parameters<Parameters<typeof registry.transaction>[0]>[0]) => {
          for (let i = 0; i < 5; i++) {
            order.push(key);
            await sql(
              `INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
              [`${key}.${i}`, String(i)],
            );
          }
          if (key === lost) throw new Error('on purpose');
        };

      const results = await Promise.allSettled([
        registry.transaction(write(lost)),
        registry.transaction(write(kept)),
        settings.set(fresh('beside'), 'x'),
      ]);

      expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
      expect(await settings.get(`${kept}.4`)).toBe('4');
      expect(await settings.get(`${lost}.0`)).toBeNull();
    });

    it('goes on after a statement that failed inside a transaction', async () => {
      const { registry, settings } = get();
      const key = fresh('key');

      const failing = registry.transaction(async (sql) => {
        await sql('INSERT INTO setting (key, value) VALUES ($1, $2)', [key, '1']);
        await sql('INSERT INTO setting (key, value) VALUES ($1, $2)', [key, '2']);
      });

      await expect(failing).rejects.toThrow(/duplicate key/);
      expect(await settings.get(key)).toBeNull();
    });

    it('hands out the types that pg does', async () => {
      const [row] = await get().registry.query(
        `SELECT 9007199254740991::bigint AS int8, 1.5::float8 AS float8, '\\x00ff'::bytea AS bytea,
           '{"a":[1]}'::jsonb AS jsonb, ARRAY[1,2] AS ints, true AS bool, count(*) AS n FROM setting WHERE false`,
      );

      expect(row).toEqual({
        ...{ int8: 9007199254740991, float8: 1.5, bytea: Buffer.from([0, 255]) },
        ...{ jsonb: { a: [1] }, ints: [1, 2], bool: true, n: 0 },
      });
    });
  });
}

function describePartitions(get: () => TestRegistry): void {
  describe('partitions', () => {
    it('starts a partition that nobody ever claimed at 0', async () => {
      expect(await get().partitions.claim(fresh('g'), 't', 0)).toEqual({
        epoch: 1,
        position: 0,
        pending: null,
      });
    });

    it('lets only the newest owner write', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const old = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch: old.epoch }));
      const owner = await partitions.claim(group, 't', 0);

      expect(await partitions.begin(group, 't', 0, aCycle({ epoch: old.epoch }))).toBe(false);
      expect(await partitions.commit(group, 't', 0, { epoch: old.epoch, from: 0, next: 11 })).toBe(false);
      expect(await partitions.advance(group, 't', 0, { epoch: old.epoch, from: 0, next: 11 })).toBe(false);
      expect(owner.epoch).toBe(old.epoch + 1);
      expect(await partitions.positions(group, 't')).toEqual(new Map([[0, 0]]));
    });

    it('keeps the counts of a range that a crashed self began', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const first = await partitions.claim(group, 't', 0);
      const cycle = aCycle({ epoch: first.epoch, device, rejected: [aRejected({ offset: 3, device })] });
      await partitions.begin(group, 't', 0, cycle);

      const again = await partitions.claim(group, 't', 0);
      const repeated = aCycle({ epoch: again.epoch, device });
      const asDuplicates = repeated.counts.map((c) => ({ ...c, stored: 0, duplicate: 8 }));
      await partitions.begin(group, 't', 0, { ...repeated, counts: asDuplicates });
      await partitions.commit(group, 't', 0, { epoch: again.epoch, from: 0, next: 11 });

      expect(again.pending).toMatchObject({ from: 0, next: 11, counts: cycle.counts, unlisted: 3 });
      expect(again.pending?.rejected[0]).toMatchObject({ offset: 3, device, reason: 'future' });
      expect(Buffer.from(again.pending?.rejected[0]?.bytes ?? []).toString()).toBe('{"ts":');
      const [item] = await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 10 });
      expect(item).toMatchObject({ received: 11, stored: 5, duplicate: 2 });
    });

    it('replaces the pending counts when another range begins', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch }));
      await partitions.begin(group, 't', 0, aCycle({ epoch, next: 20, counts: [] }));

      expect((await partitions.claim(group, 't', 0)).pending).toMatchObject({ next: 20, counts: [] });
    });

    it('takes other counts for the same range when they amend it', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch }));
      await partitions.begin(group, 't', 0, aCycle({ epoch, counts: [], isAmended: true }));

      expect((await partitions.claim(group, 't', 0)).pending).toMatchObject({ next: 11, counts: [] });
    });

    it('commits a range once', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch, device }));
      const cycle = { epoch, from: 0, next: 11 };

      expect(await partitions.commit(group, 't', 0, cycle)).toBe(true);
      expect(await partitions.commit(group, 't', 0, cycle)).toBe(false);

      expect((await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 1 }))[0]?.received).toBe(11);
      expect(await partitions.positions(group, 't')).toEqual(new Map([[0, 11]]));
      expect((await partitions.claim(group, 't', 0)).pending).toBeNull();
    });

    it('refuses to commit a range that was never begun', async () => {
      const { partitions } = get();
      const group = fresh('g');
      const { epoch } = await partitions.claim(group, 't', 0);

      expect(await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 })).toBe(false);
      expect(await partitions.positions(group, 't')).toEqual(new Map([[0, 0]]));
    });

    it('marks work only with the position that it belongs to', async () => {
      const { partitions, work } = get();
      const group = fresh('g');
      const domain = fresh('domain');
      const { epoch } = await partitions.claim(group, 't', 0);
      const key = { domain, level: 'hour', from: T0, dueAt: T0 } as const;

      expect(await partitions.advance(group, 't', 0, { epoch, from: 0, next: 4 }, [key, key])).toBe(true);
      expect(
        await partitions.advance(group, 't', 0, { epoch, from: 0, next: 9 }, [{ ...key, from: 1 }]),
      ).toBe(false);

      const mine = (await work.claim('o', T0, 1000, 1)).filter((row) => row.domain === domain);
      expect(mine.map((row) => row.from)).toEqual([T0]);
      await work.done(mine);
    });

    it('tells the slowest position of a topic over all groups', async () => {
      const { partitions } = get();
      const topic = fresh('t');
      for (const [group, next] of [
        ['a', 9],
        ['b', 4],
      ] as const) {
        const { epoch } = await partitions.claim(group, topic, 2);
        await partitions.advance(group, topic, 2, { epoch, from: 0, next });
      }

      expect(await partitions.slowest(topic)).toEqual(new Map([[2, 4]]));
    });
  });
}

function describeLedger(get: () => TestRegistry): void {
  describe('ledger and rejected list', () => {
    it('counts a pending cycle as in flight, and received as the sum of all parts', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const { epoch } = await partitions.claim(group, 't', 0);
      const inFlight = { stored: 0, corrected: 0, duplicate: 0, rejected: {}, inFlight: 11, received: 11 };
      const landed = {
        stored: 5,
        corrected: 1,
        duplicate: 2,
        rejected: { future: 3 },
        inFlight: 0,
        received: 11,
      };

      await partitions.begin(group, 't', 0, aCycle({ epoch, device }));
      const during = await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 10 });
      await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 });
      const after = await ledger.list({ device, from: T0, to: T0 + HOUR, limit: 10 });

      const hour = '2026-11-23T08:00:00+07:00';
      expect(during).toEqual([{ device, hour, ...inFlight }]);
      expect(after).toEqual([{ device, hour, ...landed }]);
    });

    it('adds up cycles, pages by hour and device, and sums to its totals', async () => {
      const { partitions, ledger } = get();
      const group = fresh('g');
      const hour = T0 + 1_000 * HOUR;
      const devices = [fresh('dev'), fresh('dev')].sort();
      const { epoch } = await partitions.claim(group, 't', 0);
      const counts = devices.map((device) => ({
        ...{ device, hour, stored: 1, corrected: 0, duplicate: 0, rejected: { empty: 1 }, privacyDropped: 2 },
      }));
      for (const from of [0, 10]) {
        await partitions.begin(group, 't', 0, aCycle({ epoch, from, next: from + 10, counts }));
        await partitions.commit(group, 't', 0, { epoch, from, next: from + 10 });
      }

      const first = await ledger.list({ from: hour, to: hour + HOUR, limit: 1 });
      const after = { hour, device: first[0]?.device ?? '' };
      const second = await ledger.list({ from: hour, to: hour + HOUR, limit: 5, after });
      const totals = await ledger.totals(hour, hour + HOUR);

      expect([...first, ...second].map(({ device, received }) => [device, received])).toEqual([
        [devices[0], 4],
        [devices[1], 4],
      ]);
      expect(totals).toMatchObject({ received: 8, stored: 4, rejected: { empty: 4 }, inFlight: 0 });
    });

    it('leaves no changed item out', async () => {
      const { partitions, ledger, clock } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(group, 't', 0, aCycle({ epoch, device }));
      await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 });

      const changed = await ledger.changedSince(clock.now() - 1, 1);
      const none = await ledger.changedSince(changed.until, 100);

      expect(changed.items.map((item) => item.device)).toContain(device);
      expect(none).toEqual({ items: [], until: changed.until });
    });

    it('lists a rejected reading once, with the first 4 kB of its payload', async () => {
      const { partitions, rejected } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const bytes = new Uint8Array(5_000).fill(0x7b);
      const rows = [
        aRejected({ partition: 90, device, bytes }),
        aRejected({
          partition: 90,
          device,
          index: 2,
          at: T0 + 6,
          reason: 'empty',
          detail: 'nul \u0000 \ud800',
        }),
      ];
      const { epoch } = await partitions.claim(group, 't', 0);
      for (const from of [0, 11]) {
        await partitions.begin(
          group,
          't',
          0,
          aCycle({ epoch, device, from, next: from + 11, rejected: rows }),
        );
        await partitions.commit(group, 't', 0, { epoch, from, next: from + 11 });
      }

      const listed = await rejected.list({ device, limit: 10 });
      const page = await rejected.list({ device, limit: 10, ...(listed[0] && { before: listed[0] }) });

      expect(listed.map(({ reason }) => reason)).toEqual(['empty', 'future']);
      expect(page.map(({ reason }) => reason)).toEqual(['future']);
      expect(listed[0]?.detail).toBe('nul \uFFFD \uFFFD');
      expect(listed[1]?.bytes.length).toBe(4_096);
      expect(await rejected.listedCount(device, 'future', T0)).toBe(1);
      expect((await rejected.countsForHour(T0)).get(`${device}|empty`)).toBe(1);
    });

    it('marks a replayed row and forgets old ones', async () => {
      const { partitions, rejected } = get();
      const group = fresh('g');
      const device = fresh('dev');
      const key = { partition: 91, offset: 1, index: -1 };
      const { epoch } = await partitions.claim(group, 't', 0);
      await partitions.begin(
        group,
        't',
        0,
        aCycle({ epoch, device, rejected: [aRejected({ ...key, device, at: 50 })] }),
      );
      await partitions.commit(group, 't', 0, { epoch, from: 0, next: 11 });

      expect(await rejected.markReplayed(key, T0)).toBe(true);
      expect(await rejected.markReplayed({ ...key, offset: 2 }, T0)).toBe(false);
      expect((await rejected.list({ device, limit: 1 }))[0]?.replayedAt).toBe(T0);
      expect(await rejected.prune(51)).toBe(1);
      expect(await rejected.list({ device, limit: 1 })).toEqual([]);
    });
  });
}

function describeWork(get: () => TestRegistry): void {
  describe('work', () => {
    const key = (domain: string, from = T0, dueAt = T0) => ({ domain, level: 'hour' as const, from, dueAt });
    const of = <T extends { domain: string }>(rows: readonly T[], domain: string): T[] =>
      rows.filter((row) => row.domain === domain);

    it('gives a due cell to one of many evaluators', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([1, 2, 3, 4].map((n) => key(domain, T0 + n)));

      const claims = await Promise.all(['a', 'b', 'c'].map((owner) => work.claim(owner, T0, 2, 1_000)));

      const seen = of(claims.flat(), domain).map((row) => row.from);
      expect(seen.toSorted()).toEqual([1, 2, 3, 4].map((n) => T0 + n));
      await work.done(of(claims.flat(), domain));
    });

    it('hands a cell out when it is due, and again when its lease has run out', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain, T0, T0 + 10)]);

      expect(of(await work.claim('a', T0 + 9, 100, 50), domain)).toEqual([]);
      expect(of(await work.claim('a', T0 + 10, 100, 50), domain)).toHaveLength(1);
      expect(of(await work.claim('b', T0 + 59, 100, 50), domain)).toEqual([]);
      const again = of(await work.claim('b', T0 + 60, 100, 50), domain);
      expect(again).toHaveLength(1);
      await work.done(again);
    });

    it('keeps a cell that was marked again while it was evaluated', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain)]);
      const first = of(await work.claim('a', T0, 100, 60_000), domain);

      await work.add([key(domain)]);
      await work.done(first);
      const second = of(await work.claim('b', T0, 100, 60_000), domain);
      await work.done(second);

      expect(second.map((row) => row.seq)).not.toEqual(first.map((row) => row.seq));
      expect(of(await work.claim('c', T0 + 100_000, 100, 1), domain)).toEqual([]);
    });

    it('keeps the earlier due time of two marks', async () => {
      const { work } = get();
      const domain = fresh('domain');
      await work.add([key(domain, T0, T0 + 5)]);
      await work.add([key(domain, T0, T0 + 500)]);

      const claimed = of(await work.claim('a', T0 + 5, 100, 1_000), domain);
      await work.done(claimed);

      expect(claimed).toMatchObject([{ level: 'hour', from: T0, dueAt: T0 + 5 }]);
      expect(await work.depth()).toBe(0);
    });
  });
}

function describeInventory(get: () => TestRegistry): void {
  describe('inventory', () => {
    it('registers a station, a gateway and a device, and shows them with the change numbers', async () => {
      const { inventory, credentials, clock } = get();
      const [station, gateway, device] = [fresh('station'), fresh('gateway'), fresh('device')];
      const before = (await inventory.snapshot()).revision;
      const profile = await profileOf(get(), 'traffic');
      const segment = { lengthKm: 1.2, lanes: 4, freeFlowKmh: 50 };

      const made = await inventory.createStation({ ...aStation(station), segment });
      await inventory.createGateway(gateway, SECRET);
      await inventory.createDevice(
        {
          id: device,
          station,
          profile,
          cadence: 60,
          lanes: [1, 2],
          direction: 'north',
          gateway,
        },
        SECRET,
      );

      const now = await inventory.snapshot();
      expect(now.revision).toBe(before + 3);
      expect(now.stations.get(station)).toEqual(made);
      expect(made.facts).toEqual([{ key: 'segment', value: segment, validFrom: 0, validTo: null }]);
      expect(now.gateways.has(gateway)).toBe(true);
      expect(now.devices.get(device)).toEqual({
        ...{
          id: device,
          station,
          profile,
          family: 'traffic',
          codec: 'native',
          cadenceS: 60,
        },
        ...{ lanes: [1, 2], direction: 'north', gateway, virtual: false },
        active: [{ from: clock.now(), to: null }],
      });
      expect(now.devicesOfStation.get(station)?.map(({ id }) => id)).toEqual([device]);
      expect((await inventory.changesSince(before)).map(({ kind, key }) => [kind, key])).toEqual([
        ['station', station],
        ['gateway', gateway],
        ['device', device],
      ]);
      expect(await credentials.find(device)).toMatchObject({ kind: 'device', revokedAt: null });
      expect(Buffer.from((await credentials.find(device))?.hash ?? [])).toEqual(Buffer.from(SECRET.hash));
    });

    it('changes nothing when a registration is refused', async () => {
      const { inventory } = get();
      const station = fresh('station');
      await inventory.createStation(aStation(station));
      const { revision } = await inventory.snapshot();
      const camera = { station, profile: await profileOf(get(), 'traffic'), cadence: 60 };

      await expect(inventory.createStation(aStation(station))).rejects.toMatchObject({
        code: 'REGISTRY_CONFLICT',
      });
      await expect(
        inventory.createDevice({ ...camera, id: fresh('d'), cadence: 0 }, SECRET),
      ).rejects.toMatchObject({
        ...{ code: 'REGISTRY_INVALID', message: expect.stringContaining('cadence') as unknown },
      });
      await expect(inventory.createDevice({ ...camera, id: 'a/b' }, SECRET)).rejects.toThrow(/^id:/);
      await expect(
        inventory.createDevice({ ...camera, id: fresh('d'), gateway: 'no' }, SECRET),
      ).rejects.toThrow(/^gateway:/);

      expect((await inventory.snapshot()).revision).toBe(revision);
    });

    it('refuses a second active device for one station, measure, lane and direction', async () => {
      const { inventory, clock } = get();
      const station = fresh('station');
      const first = fresh('device');
      const camera = { station, profile: await profileOf(get(), 'traffic'), cadence: 60 };
      await inventory.createStation(aStation(station));
      await inventory.createDevice({ ...camera, id: first, lanes: [1], direction: 'north' }, SECRET);
      const second = { ...camera, id: fresh('device'), lanes: [1, 2], direction: 'north' };

      await expect(inventory.createDevice(second, SECRET)).rejects.toMatchObject({
        code: 'REGISTRY_CONFLICT',
      });
      await inventory.createDevice({ ...second, id: fresh('device'), direction: 'south' }, SECRET);
      await inventory.createDevice({ ...second, id: fresh('device'), lanes: [3] }, SECRET);
      await inventory.retireDevice(first, clock.now());
      await expect(inventory.createDevice({ ...second, lanes: [1] }, SECRET)).resolves.toMatchObject({
        lanes: [1],
      });
    });

    it('never gives two principals one name', async () => {
      const { inventory } = get();
      const gateway = fresh('gateway');
      const station = fresh('station');
      await inventory.createGateway(gateway, SECRET);
      await inventory.createStation(aStation(station, 'air'));

      await expect(inventory.createGateway(gateway, SECRET)).rejects.toMatchObject({
        code: 'REGISTRY_CONFLICT',
      });
      await expect(
        inventory.createDevice(
          { id: gateway, station, profile: await profileOf(get(), 'air'), cadence: 300 },
          SECRET,
        ),
      ).rejects.toMatchObject({ code: 'REGISTRY_CONFLICT' });
    });

    it('replaces and revokes a credential, each with a change', async () => {
      const { inventory, credentials } = get();
      const gateway = fresh('gateway');
      await inventory.createGateway(gateway, SECRET);
      const { revision } = await inventory.snapshot();

      await credentials.revoke(gateway, T0);
      const revoked = await credentials.find(gateway);
      await credentials.put(gateway, 'gateway', { ...SECRET, hash: new Uint8Array(32).fill(9) });
      const anew = await credentials.find(gateway);

      expect(revoked?.revokedAt).toBe(T0);
      expect(anew).toMatchObject({ revokedAt: null });
      expect(anew?.hash[0]).toBe(9);
      expect((await inventory.changesSince(revision)).map(({ kind }) => kind)).toEqual([
        'credential',
        'credential',
      ]);
      expect(await credentials.find('nobody')).toBeNull();
      await expect(credentials.revoke('nobody', T0)).rejects.toMatchObject({ code: 'REGISTRY_NOT_FOUND' });
    });

    it('puts virtual devices into service and out of it, once', async () => {
      const { inventory } = get();
      const station = fresh('station');
      const id = fresh('device');
      await inventory.createStation({ ...aStation(station, 'noise'), virtual: true });
      await inventory.createDevice(
        { id, station, profile: await profileOf(get(), 'noise'), cadence: 60, virtual: true, activeFrom: T0 },
        SECRET,
      );
      const active = async () => (await inventory.snapshot()).devices.get(id)?.active;

      await inventory.setVirtualActive(false, T0 + 10);
      const off = await active();
      await inventory.setVirtualActive(true, T0 + 20);
      const { revision } = await inventory.snapshot();
      await inventory.setVirtualActive(true, T0 + 30);

      expect(off).toEqual([{ from: T0, to: T0 + 10 }]);
      expect(await active()).toEqual([
        { from: T0, to: T0 + 10 },
        { from: T0 + 20, to: null },
      ]);
      expect((await inventory.snapshot()).revision).toBe(revision);
      await inventory.setVirtualActive(true, T0 + 5);
      expect((await active())?.[1]).toEqual({ from: T0 + 10, to: null });
      await inventory.setVirtualActive(false, T0 + 40);
    });

    it('tells the cache’s listeners of each change once', async () => {
      const { inventory, cache } = get();
      await cache.refresh();
      const heard: string[] = [];
      const stop = cache.onChange((snapshot, changes) => {
        for (const { seq, key } of changes) if (seq <= snapshot.revision) heard.push(key);
      });
      const [a, b] = [fresh('station'), fresh('station')];

      await inventory.createStation(aStation(a));
      await Promise.all([cache.refresh(), cache.refresh(), inventory.createStation(aStation(b))]);
      await cache.refresh();
      stop();

      expect(heard).toEqual([a, b]);
      expect(cache.current().stations.has(b)).toBe(true);
    });
  });
}

function describeRevisions(get: () => TestRegistry): void {
  describe('revisions and settings', () => {
    it('appends a revision once and knows the latest', async () => {
      const { revisions } = get();
      const cell = fresh('MOB-04|718|hour');
      const row = { cell, digest: 'd1', revision: 1, reason: null, body: { value: 2.5 }, at: T0 };
      const next = { ...row, digest: 'd2', revision: 2, reason: 'late data', at: T0 + 1 };

      await revisions.append([row, next]);
      await revisions.append([row]);

      expect(await revisions.latest([cell, 'none'])).toEqual(
        new Map([[cell, { revision: 2, digest: 'd2' }]]),
      );
      expect(await revisions.list(cell)).toEqual([row, next]);
    });

    it('keeps the last value of a setting', async () => {
      const { settings } = get();
      const key = fresh('setting');

      await settings.set(key, 'một');
      await settings.set(key, 'hai');

      expect(await settings.get(key)).toBe('hai');
      expect(await settings.get('none')).toBeNull();
    });
  });
}
