import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type KpiItem, kpiItemSchema, type LedgerItem } from '@app/contracts';
import { eventually } from '@app/testing';
import mqtt from 'mqtt';
import { describeOnEachEngine } from './support/engines.js';
import { EventStream, type StreamEvent } from './support/event-stream.js';
import { basic, json, type Reply, request } from './support/http.js';
import { PlatformProcess } from './support/platform-process.js';
import { expectProblem } from './support/problem.js';
import type { SeriesPoint } from './support/rest.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LOCAL = 7 * HOUR;
/** A whole hour that has been final for at least ten minutes. */
const T0 = Math.floor((Date.now() - 20 * MINUTE) / HOUR) * HOUR - HOUR;
const rfc = (ms: number): string => `${new Date(ms + LOCAL).toISOString().slice(0, 19)}+07:00`;
const localDate = (ms: number): string => new Date(ms + LOCAL).toISOString().slice(0, 10);

interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}
interface Rejected {
  readonly at: string;
  readonly position: string;
  readonly replayedAt: string | null;
  readonly reason: string;
}

/** A minute's reading whose interval starts at `start`. */
const minute = (start: number, n = 10, speed = 30): Record<string, unknown> => ({
  ts: rfc(start + MINUTE),
  period: 60,
  n: { motorcycle: n, car: 2 },
  speed,
});

describeOnEachEngine('the outside interface [DESIGN 9]', (engines) => {
  let platform: PlatformProcess;
  let admin: string;
  const secrets: Record<string, string> = {};
  const at = (path: string): string => `${platform.base}${path}`;
  const get = <T = Record<string, unknown>>(path: string): Promise<Reply<T>> => request<T>(at(path));
  const items = async <T>(path: string): Promise<T[]> => (await get<Page<T>>(path)).body.items;
  const post = (path: string, body: unknown, authorization = admin): Promise<Reply> =>
    request(at(path), json(body, authorization));
  const ingest = (id: string, body: unknown): Promise<Reply> =>
    post('/ingest/v1/telemetry', body, basic(id, secrets[id] ?? ''));
  const client = (username: string, options: mqtt.IClientOptions = {}): Promise<mqtt.MqttClient> =>
    mqtt.connectAsync({
      host: '127.0.0.1',
      port: platform.ports.mqtt,
      username,
      ...(secrets[username] !== undefined && { password: secrets[username] }),
      reconnectPeriod: 0,
      ...options,
    });
  const values = (query: string, kpi = 'MOB-01'): Promise<KpiItem[]> =>
    items<KpiItem>(`/api/v1/kpis/${kpi}/values?${query}`);
  const hourOfT0 = `from=${encodeURIComponent(rfc(T0))}&to=${encodeURIComponent(rfc(T0 + HOUR))}`;
  const ledgerOf = async (device: string): Promise<LedgerItem> => {
    const [item] = await items<LedgerItem>(`/api/v1/ledger?device=${device}`);
    if (!item) throw new Error(`no ledger of ${device}`);
    return item;
  };

  beforeAll(async () => {
    platform = await PlatformProcess.create({ engines });
    await platform.start();
    admin = `Bearer ${platform.rest.key}`;
    secrets.hist = await platform.rest.camera('hist', { activeFrom: T0 });
    const readings = Array.from({ length: 60 }, (_, i) => minute(T0 + i * MINUTE, 10 + i));
    await ingest('hist', readings);
    await eventually('values of the hour', async () =>
      (await values(`area=718&period=hour&${hourOfT0}`)).some((item) => item.value !== null),
    );
  });

  afterAll(() => platform.remove());

  describe('registering', () => {
    it('POST /stations answers 201 with the station, and 409 the second time', async () => {
      const station = {
        id: 'oi',
        name: 'Ngã tư thử',
        kind: 'traffic',
        lat: 10.98,
        lon: 106.65,
        segment: { lengthKm: 0.8, lanes: 2, freeFlowKmh: 50 },
      };

      const first = await post('/api/v1/stations', station);
      const second = await post('/api/v1/stations', station);

      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({ ...station, area: '718', devices: [] });
      expectProblem(second, 409, 'oi');
    });

    it('POST /devices answers 201 {id,credential}, which works at once over MQTT and HTTP', async () => {
      const device = { id: 'oi-camera', station: 'oi', profile: 'camera', cadence: 60, lanes: [1] };

      const made = await post('/api/v1/devices', device);
      secrets['oi-camera'] = String(made.body.credential);
      const camera = await client('oi-camera', { clientId: 'any-client-id' });
      await camera.publishAsync('telemetry/oi-camera', JSON.stringify(minute(Date.now() - 2 * MINUTE)), {
        qos: 1,
      });
      const http = await ingest('oi-camera', [minute(Date.now() - 3 * MINUTE), minute(T0 - HOUR)]);
      camera.end(true);

      expect(made.status).toBe(201);
      expect(Object.keys(made.body).sort()).toEqual(['credential', 'id']);
      expect(http).toMatchObject({ status: 202, body: { received: 2 } });
      await eventually('three stored', async () => (await ledgerOf('oi-camera')).stored === 3);
      expectProblem(await post('/api/v1/devices', device), 409, 'oi-camera');
    });

    it('POST /gateways answers {id,credential}, whose HTTP readings carry "device"', async () => {
      const made = await post('/api/v1/gateways', { id: 'oi-gateway' });
      secrets['oi-gateway'] = String(made.body.credential);
      await post('/api/v1/stations', { id: 'oi-air', name: 'Khí', kind: 'air', lat: 10.9, lon: 106.7 });
      await post('/api/v1/devices', {
        id: 'oi-air',
        station: 'oi-air',
        profile: 'air',
        cadence: 300,
        gateway: 'oi-gateway',
      });
      const reading = { ts: rfc(Date.now() - MINUTE), period: 300, pm25: 31.5 };

      const taken = await ingest('oi-gateway', [
        { ...reading, device: 'oi-air' },
        { ...reading, device: 'hist' },
      ]);

      expect(Object.keys(made.body).sort()).toEqual(['credential', 'id']);
      expect(taken).toMatchObject({ status: 202, body: { received: 2 } });
      await eventually('one stored', async () => (await ledgerOf('oi-air')).stored === 1);
      await eventually(
        'the foreign one listed',
        async () => (await items('/api/v1/rejected?device=oi-gateway&reason=foreign_topic')).length === 1,
      );
    });

    it('takes only the administrator for it', async () => {
      const none = await request(at('/api/v1/gateways'), json({ id: 'x' }));
      const wrong = await post('/api/v1/gateways', { id: 'x' }, 'Bearer wrong-key-wrong-key');

      expectProblem(none, 401, 'Bearer');
      expectProblem(wrong, 401, 'Bearer');
    });
  });

  describe('reading lists', () => {
    it.each([
      ['areas', ['code', 'nameVi', 'nameEn', 'parent'], 10],
      ['stations', ['id', 'name', 'kind', 'lat', 'lon', 'area'], 3],
      ['devices', ['id', 'station', 'profile', 'cadence', 'state', 'lastSeen'], 3],
      ['profiles', ['id', 'family', 'measures', 'stamp', 'codec', 'nameVi', 'nameEn'], 5],
      ['measures', ['id', 'unit', 'kind', 'min', 'max'], 20],
      ['kpis', ['id', 'unit', 'periods', 'status'], 54],
      ['indicators', ['id', 'nameVi', 'nameEn', 'unit', 'values'], 5],
    ])('GET /%s gives {items,next}, page by page without repeats or gaps', async (list, keys, atLeast) => {
      const whole = await get<Page<Record<string, unknown>>>(`/api/v1/${list}`);
      const paged = await platform.rest.all<Record<string, unknown>>(`/api/v1/${list}`, { limit: 2 });

      expect(Object.keys(whole.body).sort()).toEqual(['items', 'next']);
      expect(whole.body.next).toBeNull();
      expect(whole.body.items.length).toBeGreaterThanOrEqual(atLeast);
      expect(Object.keys(whole.body.items[0] ?? {})).toEqual(expect.arrayContaining(keys));
      expect(paged.map(nameOf)).toEqual(whole.body.items.map(nameOf));
    });

    it('NHIPPHO_SIMULATOR=off leaves the virtual devices out of service', async () => {
      const devices = await platform.rest.all<{ virtual: boolean; active: boolean }>('/api/v1/devices');

      expect(devices.some((device) => device.virtual)).toBe(true);
      expect(devices.filter((device) => device.virtual && device.active)).toEqual([]);
    });
  });

  describe('GET /kpis/{id}/values', () => {
    it('gives items of the pinned shape, in [from, to) by RFC 3339', async () => {
      const whole = await values(`area=718&period=5min&${hourOfT0}`);
      const to = encodeURIComponent(new Date(T0 + 5 * MINUTE).toISOString());
      const first = await values(`area=718&period=5min&from=${encodeURIComponent(rfc(T0))}&to=${to}`);

      expect(whole.map((item) => item.from)).toEqual(
        Array.from({ length: 12 }, (_, i) => rfc(T0 + i * 5 * MINUTE)),
      );
      expect(first).toEqual(whole.slice(0, 1));
      expect(kpiItemSchema.strict().parse(whole[0])).toMatchObject({
        kpi: 'MOB-01',
        area: '718',
        period: '5min',
        to: rfc(T0 + 5 * MINUTE),
        quality: 'ok',
        finality: 'final',
        completeness: 1,
        sources: { reporting: 1, expected: 1 },
        reportingSet: 'plan-2020',
      });
      // Five minutes of 10 to 14 motorcycles and 2 cars each, as vehicles an hour.
      expect(whole[0]?.value).toBeCloseTo((60 + 10) * 12, 9);
    });

    it('takes local dates: the whole local day, its end excluded', async () => {
      const day = localDate(T0);
      const next = localDate(T0 + 24 * HOUR);

      const found = await values(`area=718&period=hour&from=${day}&to=${next}`);

      expect(found.map((item) => item.from)).toContain(rfc(T0));
      expect(found.every((item) => item.from.startsWith(day))).toBe(true);
    });

    it("takes a station's id as the area", async () => {
      const found = await values(`area=st-hist&period=5min&${hourOfT0}`);

      expect(found).toHaveLength(12);
      expect(found[0]).toMatchObject({ area: 'st-hist', quality: 'ok', completeness: 1 });
    });

    it('takes a station that lies in no area', async () => {
      secrets.far = await platform.rest.camera('far', { lat: 10.5, lon: 106.2, activeFrom: T0 });
      await ingest(
        'far',
        Array.from({ length: 60 }, (_, i) => minute(T0 + i * MINUTE)),
      );

      await eventually('its values', async () => {
        const [short, long] = await Promise.all([
          values(`area=st-far&period=5min&${hourOfT0}`),
          values(`area=st-far&period=hour&${hourOfT0}`),
        ]);
        return short.length === 12 && long[0]?.quality === 'ok';
      });
    });

    it('has no item where no reading was due, although one was stored', async () => {
      const before = `from=${encodeURIComponent(rfc(T0 - HOUR))}&to=${encodeURIComponent(rfc(T0 - HOUR + 5 * MINUTE))}`;

      const stored = await items<SeriesPoint>(
        `/api/v1/series?measure=traffic.speed&device=oi-camera&bucket=raw&${before}`,
      );
      const found = await values(`area=oi&period=5min&${before}`);

      expect(stored).toHaveLength(1);
      expect(found).toEqual([]);
    });

    it('gives the members of a family', async () => {
      const found = await eventually('the members', async () => {
        const members = await values(`area=718&period=day&from=${localDate(T0)}`, 'MOB-14');
        return members.length > 0 ? members : null;
      });

      expect(new Set(found.map((item) => item.kpi))).toEqual(
        new Set(['MOB-14.motorcycle', 'MOB-14.car', 'MOB-14.bus', 'MOB-14.heavy']),
      );
    });

    it('gives with asOf the values as they stood, a correction of later left out', async () => {
      const query = `area=718&period=5min&${hourOfT0}`;
      const first = (await values(query))[0];
      const stood = Date.now();
      await ingest('hist', [minute(T0, 20), minute(T0 + MINUTE, 11)]);
      const revised = await eventually('a revision', async () => {
        const [now] = await values(query);
        return now && now.revision > (first?.revision ?? 0) ? now : null;
      });

      const then = (await values(`${query}&asOf=${encodeURIComponent(new Date(stood).toISOString())}`))[0];
      const long = await values(`${query}&asOf=${localDate(T0 - 48 * HOUR)}`);

      expect(revised.value).toBeCloseTo((first?.value ?? 0) + 10 * 12, 9);
      expect(revised.reason).toBe('correction');
      expect(then).toEqual(first);
      expect(long).toEqual([]);
    });

    it('pages by limit and next', async () => {
      const path = '/api/v1/kpis/MOB-01/values';
      const query = { area: '718', period: '5min', from: rfc(T0), to: rfc(T0 + HOUR) };

      const paged = await platform.rest.all<KpiItem>(path, { ...query, limit: 5 });

      expect(paged).toEqual(await platform.rest.all<KpiItem>(path, query));
    });

    it('takes a reportingSet by name and knows no others', async () => {
      const named = await values(`area=718&period=hour&reportingSet=plan-2020&${hourOfT0}`);
      const other = await get('/api/v1/kpis/MOB-01/values?area=718&period=hour&reportingSet=nope');

      expect(named).toHaveLength(1);
      expectProblem(other, 404, 'nope');
    });
  });

  it('GET /latest gives the newest item of each KPI, area and period', async () => {
    const item = await eventually('an item', async () =>
      (await items<KpiItem>('/api/v1/latest?area=718&kpi=MOB-01&period=hour')).find(() => true),
    );

    expect(kpiItemSchema.strict().parse(item)).toMatchObject({ area: '718', kpi: 'MOB-01', period: 'hour' });
  });

  describe('GET /series', () => {
    it('gives the stored points with bucket=raw', async () => {
      const path = '/api/v1/series';
      const query = { measure: 'traffic.n.motorcycle', device: 'hist', from: rfc(T0), to: rfc(T0 + HOUR) };

      const points = await platform.rest.all<SeriesPoint>(path, { ...query, bucket: 'raw' });
      const paged = await platform.rest.all<SeriesPoint>(path, { ...query, bucket: 'raw', limit: 7 });

      expect(points).toHaveLength(60);
      expect(points[3]).toMatchObject({ value: 13, n: 1, completeness: 1 });
      expect(Date.parse(points[3]?.t ?? '')).toBe(T0 + 3 * MINUTE);
      expect(paged).toEqual(points);
    });

    it.each([['device=hist'], ['station=st-hist']])('gives buckets of %s', async (of) => {
      // Ten more than were sent first: the correction above.
      const sum = 60 * 10 + (59 * 60) / 2 + 10;

      const found = await items<SeriesPoint>(
        `/api/v1/series?measure=traffic.n.motorcycle&${of}&bucket=hour&agg=sum&${hourOfT0}`,
      );

      expect(found).toEqual([{ t: expect.any(String), value: sum, n: 60, completeness: 1 }]);
      expect(Date.parse(found[0]?.t ?? '')).toBe(T0);
    });

    it('gives buckets of an area, in local days', async () => {
      const day = localDate(T0);

      const [found] = await items<SeriesPoint>(
        `/api/v1/series?measure=traffic.n.car&area=718&bucket=day&agg=sum&from=${day}&to=${localDate(T0 + 24 * HOUR)}`,
      );

      expect(Date.parse(found?.t ?? '')).toBe(Date.parse(`${day}T00:00:00+07:00`));
      expect(found?.value).toBeGreaterThanOrEqual(120);
    });
  });

  it('GET /ledger counts every reading once: received is the sum of its parts', async () => {
    secrets.count = await platform.rest.camera('count', { activeFrom: T0 });
    await ingest('count', [minute(T0), minute(T0 + MINUTE), minute(T0)]);
    await ingest('count', [minute(T0, 99), { period: 60, speed: 3 }]);

    const item = await eventually('five readings', async () => {
      const found = await ledgerOf('count');
      return found.received === 5 && found.inFlight === 0 ? found : null;
    });

    expect(item).toEqual({
      device: 'count',
      hour: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:00:00\+07:00$/),
      received: 5,
      stored: 2,
      corrected: 1,
      duplicate: 1,
      rejected: { no_time: 1 },
      inFlight: 0,
    });
    const paged = await platform.rest.all<LedgerItem>('/api/v1/ledger', { limit: 1 });
    expect(paged).toHaveLength((await items('/api/v1/ledger')).length);
  });

  it('GET /rejected lists {at,device,topic,reason,detail,bytes}, bytes in base64', async () => {
    const camera = await client('hist');
    for (const text of ['no JSON at all', '{"half":', '[]'])
      await camera.publishAsync('telemetry/hist', text, { qos: 1 });
    camera.end(true);

    const rows = await eventually('three rows', async () => {
      const found = await platform.rest.rejected('hist');
      return found.length === 3 ? found : null;
    });
    const paged = await platform.rest.all('/api/v1/rejected', { device: 'hist', limit: 1 });
    const [empty] = await items<Rejected>('/api/v1/rejected?device=hist&reason=empty');

    const row = rows.find(({ bytes }) => Buffer.from(bytes, 'base64').toString() === 'no JSON at all');
    expect(row).toMatchObject({ device: 'hist', topic: 'telemetry/hist', reason: 'not_json' });
    expect(Date.parse(row?.at ?? '')).toBeGreaterThan(Date.now() - HOUR);
    expect(row?.detail).not.toBe('');
    expect(paged).toEqual(rows);
    expect(empty?.reason).toBe('empty');
  });

  it('POST /rejected/replay has a message received again, marks the old row, and does so once', async () => {
    secrets.early = await platform.rest.camera('early');
    const end = Date.now() + 5 * MINUTE + 1500;
    await ingest('early', { ts: new Date(end).toISOString(), period: 60, n: { car: 1 }, speed: 20 });
    const row = await eventually('its row', async () =>
      (await items<Rejected>('/api/v1/rejected?device=early&reason=future')).find(() => true),
    );
    await eventually('the future to come near', () => Date.now() > end - 5 * MINUTE);

    const replayed = await post('/api/v1/rejected/replay', { position: row.position });

    expect(replayed).toMatchObject({ status: 202, body: { device: 'early', replayOf: row.position } });
    const sums = await eventually('it to be stored', async () => {
      const all = await items<LedgerItem>('/api/v1/ledger?device=early');
      const stored = all.reduce((sum, item) => sum + item.stored, 0);
      return stored === 1 ? all.reduce((sum, item) => sum + item.received, 0) : null;
    });
    expect(sums).toBe(2);
    expect((await items<Rejected>('/api/v1/rejected?device=early'))[0]?.replayedAt).not.toBeNull();
    expectProblem(await post('/api/v1/rejected/replay', { position: row.position }), 409, row.position);
    expectProblem(await post('/api/v1/rejected/replay', { position: '0:99999999:0' }), 404, '0:99999999:0');
    expectProblem(
      await post('/api/v1/rejected/replay', { position: row.position }, 'Bearer x'),
      401,
      'Bearer',
    );
  });

  describe('GET /feed', () => {
    it('streams events kpi, device and ledger with the same items, and resumes after Last-Event-ID', async () => {
      const stream = await EventStream.open(at('/api/v1/feed'));
      await ingest('hist', [minute(T0 + HOUR, 4), minute(Date.now() - 2 * MINUTE, 4)]);
      for (const event of ['kpi', 'device', 'ledger'])
        await eventually(`an event ${event}`, () => stream.of(event).length > 0);
      const seen = await eventually('a few numbered events', () => {
        const numbered = stream.events.filter((one) => one.id !== null);
        return numbered.length >= 3 ? numbered : null;
      });
      stream.close();
      const resumed = await EventStream.open(at('/api/v1/feed'), seen[0]?.id ?? 0);
      const last = seen.at(-1)?.id ?? 0;
      await eventually('the missed events', () => resumed.events.some(({ id }) => (id ?? 0) >= last));
      resumed.close();

      kpiItemSchema.strict().parse(seen.find((one) => one.event === 'kpi')?.data);
      expect(Object.keys(stream.of('device')[0]?.data ?? {}).sort()).toEqual([
        'cadence',
        'device',
        'lastSeen',
        'state',
        'station',
      ]);
      expect(stream.of('ledger')[0]?.data).toMatchObject({ received: expect.any(Number) });
      const ids = resumed.events.flatMap(({ id }) => id ?? []);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      expect(ids[0]).toBeGreaterThan(seen[0]?.id ?? Infinity);
      // A reader that can't keep up is told the newest of each thing only.
      const newest = new Map(resumed.events.map((one) => [thingOf(one), one.id ?? 0]));
      const lost = seen.slice(1).filter((one) => (newest.get(thingOf(one)) ?? -1) < (one.id ?? 0));
      expect(lost).toEqual([]);
    });
  });

  describe('MQTT', () => {
    it.each([[4 as const], [5 as const]])(
      'level %s: viewer gets retained kpi/{area}/{kpi}/{period} whose payload is the REST item',
      async (protocolVersion) => {
        const viewer = await client('viewer', { protocolVersion });
        const got = new Map<string, { item: KpiItem; retain: boolean }>();
        viewer.on('message', (topic, payload, packet) =>
          got.set(topic, { item: JSON.parse(payload.toString()) as KpiItem, retain: packet.retain }),
        );

        const granted = await viewer.subscribeAsync(['kpi/#', 'alarms/#']);
        const first = await eventually('a retained value', () => got.get('kpi/718/MOB-01/hour'));
        await eventually('the REST item', async () => {
          const [item] = await items<KpiItem>('/api/v1/latest?area=718&kpi=MOB-01&period=hour');
          expect(got.get('kpi/718/MOB-01/hour')?.item).toEqual(item);
          return true;
        });
        viewer.end(true);

        expect(granted.map(({ qos }) => qos)).toEqual([0, 0]);
        expect(first.retain).toBe(true);
      },
    );

    it('refuses a viewer telemetry/#', async () => {
      const viewer = await client('viewer');

      await expect(viewer.subscribeAsync('telemetry/#')).rejects.toThrow();
      viewer.end(true);
    });

    it('refuses a device a wrong credential, and another one its topic', async () => {
      await expect(client('hist', { password: 'wrong' })).rejects.toMatchObject({ code: 4 });
      const camera = await client('hist', { protocolVersion: 5 });

      const refused = camera.publishAsync('telemetry/far', JSON.stringify(minute(T0)), { qos: 1 });

      await expect(refused).rejects.toMatchObject({ code: 0x87 });
      camera.end(true);
    });
  });

  describe('POST /ingest/v1/telemetry', () => {
    it('answers 202 {received} for one reading or an array', async () => {
      expect(await ingest('far', minute(T0))).toMatchObject({ status: 202, body: { received: 1 } });
      expect(await ingest('far', [minute(T0)])).toMatchObject({ status: 202, body: { received: 1 } });
    });

    it('answers 401 to a wrong credential and 413 to more than 1 MB', async () => {
      const wrong = await post('/ingest/v1/telemetry', minute(T0), basic('far', 'wrong'));
      const large = await ingest('far', 'x'.repeat(1_100_000)).catch(() => null);

      expect([wrong.status, wrong.type]).toEqual([401, 'application/problem+json']);
      // A server that stops reading may close before the client has written all.
      expect(large?.status ?? 413).toBe(413);
    });
  });
});

const nameOf = (item: Record<string, unknown>): unknown => item.id ?? item.code;

/** What an event is about: a later one of the same thing may take its place. */
function thingOf({ event, data }: StreamEvent): string {
  return [event, data.kpi, data.area, data.period, data.from, data.device].join('|');
}
