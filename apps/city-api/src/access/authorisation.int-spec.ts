import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, ACTIONS, Caller, Callers, isByArea, type Role, ROLES } from '@app/access';
import { TestCity } from '../../test/city.js';
import { CONTROLLERS } from '../controllers.js';
import { buildOpenApi } from '../http/openapi.js';

interface Row {
  readonly method: string;
  readonly path: string;
  readonly action: Action | 'any' | undefined;
}

/** What anybody may ask without credentials, and why. Everything else has an action. */
const PUBLIC: Readonly<Record<string, string>> = {
  'GET /health': 'says that the process lives',
  'GET /ready': 'says what is missing',
  'GET /api/v1/session/sign-in': 'begins a sign-in',
  'GET /api/v1/session/callback': 'ends a sign-in, by what this browser began',
  'POST /api/v1/claims': 'the claim code is the credential',
  'POST /api/v1/session/refresh': 'the refresh token is the credential',
};
/** Becomes another protocol, before which it is asked who comes: feed-readers.spec.ts. */
const UPGRADED = 'GET /api/v1/feed/ws';
/** Asked for by devices, with their own credentials. */
const DEVICES = ['POST /ingest/v1/telemetry'];

/** The matrix: which roles an action is for. What isn't said here nobody but the administrator's key may do. */
const MATRIX: Readonly<Record<Action, readonly Role[]>> = {
  read: ['viewer', 'operator', 'planner', 'verifier', 'administrator'],
  'payloads.read': ['operator', 'planner', 'verifier', 'administrator'],
  'devices.write': ['operator', 'administrator'],
  'exclusions.write': ['operator', 'administrator'],
  'alarms.handle': ['operator', 'administrator'],
  'rejected.replay': ['operator', 'administrator'],
  'queries.write': ['operator', 'planner', 'verifier', 'administrator'],
  'facts.write': ['planner', 'administrator'],
  'indicators.write': ['planner', 'administrator'],
  'targets.write': ['planner', 'administrator'],
  'definitions.write': ['planner', 'administrator'],
  'plan.write': ['planner', 'administrator'],
  'periods.sign': ['planner'],
  'periods.check': ['verifier'],
  'recalculations.write': ['planner', 'administrator'],
  'areas.write': ['administrator'],
  'alarm-rules.write': ['administrator'],
  'webhooks.write': ['administrator'],
  'people.write': ['administrator'],
  'audit.read': ['administrator'],
};

/** Thủ Dầu Một and Thuận An, as the role's own area and another one. */
const [OWN, OTHER] = ['718', '725'];

describe('[authorisation] who may do what', () => {
  let city: TestCity;
  const rows = Object.entries(buildOpenApi([...CONTROLLERS], '').paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Row => ({
      method: method.toUpperCase(),
      path,
      action: (operation as { 'x-action'?: Row['action'] })['x-action'],
    })),
  );
  const guarded = rows.filter(
    ({ method, path, action }) => action !== undefined && `${method} ${path}` !== UPGRADED,
  );

  beforeAll(async () => {
    city = await TestCity.open('2026-11-30T08:00:00+07:00', [...CONTROLLERS], [callers()], { mock: true });
  });
  afterAll(() => city.close());

  it('is said of every operation', () => {
    const unsaid = rows
      .filter(({ action }) => action === undefined)
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !(name in PUBLIC) && !DEVICES.includes(name));

    expect(unsaid).toEqual([]);
    expect(Object.keys(MATRIX).toSorted()).toEqual([...ACTIONS].toSorted());
  });

  it.each(guarded.map((row) => [`${row.method} ${row.path}`, row] as const))(
    '%s: nobody without credentials, the administrator’s key, and in the whole province just the roles of the matrix',
    async (_name, row) => {
      const roles = row.action === 'any' ? ROLES : MATRIX[row.action as Action];

      const passing: string[] = [];
      for (const role of ROLES) if (await passes(row, role)) passing.push(role);

      expect(passing).toEqual(ROLES.filter((role) => roles.includes(role)));
      expect(await passes(row, null)).toBe(row.action === 'any');
      expect(await passes(row, 'key')).toBe(true);
    },
  );

  it.each(
    guarded
      .filter(({ action }) => action !== 'any' && !isByArea(action as Action))
      .map((row) => [`${row.method} ${row.path}`, row] as const),
  )('%s: a role for one area is enough only to read and to keep queries', async (_name, row) => {
    const isEnough = row.action === 'read' || row.action === 'queries.write';
    for (const role of MATRIX[row.action as Action])
      expect(await passes(row, `${role}:${OWN}`)).toBe(isEnough);
  });

  describe.each(objects())('%s', (_name, action, request) => {
    it.each(MATRIX[action])('a %s of an area may there, and not in another one', async (role) => {
      const mine = await request(city, OWN);
      const foreign = await request(city, OTHER);

      expect(await isLetThrough(mine, `${role}:${OWN}`)).toBe(true);
      expect(await isLetThrough(foreign, `${role}:${OWN}`)).toBe(false);
      expect(await isLetThrough(foreign, role)).toBe(true);
    });
  });

  describe('rejected messages', () => {
    let devices: { own: string; other: string };

    beforeAll(async () => {
      devices = { own: deviceIn(city, OWN), other: deviceIn(city, OTHER) };
      for (const [offset, device] of [devices.own, devices.other].entries())
        await city.registry.registry.query(
          `INSERT INTO rejected (partition, "offset", index, at, device, topic, reason, detail, bytes)
           VALUES (0, $1, 0, $2, $3, 't', 'not_json', 'x', '')`,
          [offset, city.clock.now() - 1_000, device],
        );
    });

    it.each(['/api/v1/rejected', '/api/v1/rejected/summary'])(
      '%s shows a role of an area those of its devices, and a role for the province all',
      async (path) => {
        expect(await devicesAt(path, `operator:${OWN}`)).toEqual([devices.own]);
        expect(await devicesAt(`${path}?device=${devices.other}`, `operator:${OWN}`)).toEqual([]);
        expect((await devicesAt(path, 'operator')).toSorted()).toEqual(Object.values(devices).toSorted());
      },
    );

    it('are replayed by a role of their area, and not by one of another', async () => {
      const replay = (offset: number): Asked => ({
        method: 'POST',
        path: '/api/v1/rejected/replay',
        body: { position: `0:${offset}:0` },
      });

      expect(await isLetThrough(replay(1), `operator:${OWN}`)).toBe(false);
      expect(await isLetThrough(replay(9), `operator:${OWN}`)).toBe(false);
      expect(await isLetThrough(replay(0), `operator:${OWN}`)).toBe(true);
      expect(await isLetThrough(replay(1), 'operator')).toBe(true);
    });

    async function devicesAt(path: string, token: string): Promise<string[]> {
      const reply = await fetch(new URL(path, city.base), { headers: { authorization: `Bearer ${token}` } });
      const { items } = (await reply.json()) as { items: { device: string }[] };
      return items.map(({ device }) => device);
    }
  });

  /** Whether the guard lets a request through; what becomes of it then is not this test's affair. */
  function passes(row: Row, token: string | null): Promise<boolean> {
    const path = row.path.replaceAll(/\{[^}]+\}/g, '1');
    return isLetThrough({ method: row.method === 'GET' ? 'HEAD' : row.method, path, body: {} }, token);
  }

  async function isLetThrough(asked: Asked, token: string | null): Promise<boolean> {
    const hasBody = asked.method !== 'HEAD' && asked.method !== 'GET' && asked.method !== 'DELETE';
    const reply = await fetch(new URL(asked.path, city.base), {
      method: asked.method,
      redirect: 'manual',
      headers: {
        ...(hasBody && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token === 'key' ? 'the-administrator' : token}` }),
      },
      ...(hasBody && { body: JSON.stringify(asked.body) }),
    });
    await reply.body?.cancel();
    return reply.status !== 401 && reply.status !== 403;
  }
});

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Requests about something that lies in an area. */
function objects(): [string, Action, (city: TestCity, area: string) => Promise<Asked> | Asked][] {
  const by = 'Nguyễn Văn An';
  const post = (path: string, body: unknown): Asked => ({ method: 'POST', path, body });
  return [
    [
      'registering a station',
      'devices.write',
      (city, area) => {
        const { lat, lon } = stationIn(city, area);
        return post('/api/v1/stations', { id: `new-${area}`, name: 'Trạm mới', kind: 'traffic', lat, lon });
      },
    ],
    [
      'registering a device',
      'devices.write',
      (city, area) =>
        post('/api/v1/devices', {
          id: `new-${area}`,
          station: stationIn(city, area).id,
          profile: 'camera',
          cadence: 60,
        }),
    ],
    [
      'rotating a device’s credential',
      'devices.write',
      (city, area) => post(`/api/v1/devices/${deviceIn(city, area)}/credentials`, {}),
    ],
    [
      'revoking a device’s credentials',
      'devices.write',
      (city, area) => ({
        method: 'DELETE',
        path: `/api/v1/devices/${deviceIn(city, area)}/credentials`,
        body: undefined,
      }),
    ],
    [
      'putting a device into quarantine',
      'devices.write',
      (city, area) => ({
        method: 'PUT',
        path: `/api/v1/devices/${deviceIn(city, area)}/quarantine`,
        body: { reason: 'đáng ngờ', by },
      }),
    ],
    [
      'retiring a device',
      'devices.write',
      (city, area) => post(`/api/v1/devices/${deviceIn(city, area)}/retirement`, { reason: 'tháo dỡ', by }),
    ],
    [
      'making claim codes',
      'devices.write',
      (_city, area) => post('/api/v1/claim-batches', { count: 1, profile: 'camera', area }),
    ],
    [
      'excluding a time',
      'exclusions.write',
      (city, area) =>
        post('/api/v1/exclusions', {
          device: deviceIn(city, area),
          from: '2026-11-01',
          to: '2026-11-02',
          kind: 'faulty',
          reason: 'ống kính bẩn',
          by,
        }),
    ],
    [
      'recording a fact of a station',
      'facts.write',
      (city, area) =>
        post(`/api/v1/stations/${stationIn(city, area).id}/facts`, {
          key: 'roadType',
          value: 'urban',
          validFrom: '2026-11-01',
        }),
    ],
    [
      'recording a figure about an area',
      'facts.write',
      (_city, area) =>
        post('/api/v1/area-facts', {
          by,
          facts: [
            { area, key: 'street_lamps', value: 10, validFrom: '2026-01-01', source: 'công văn 12, trang 3' },
          ],
        }),
    ],
    [
      'signing a period',
      'periods.sign',
      (_city, area) => post('/api/v1/periods/month/2026-09-01/sign', { area, by }),
    ],
    [
      'checking a period',
      'periods.check',
      (_city, area) => post('/api/v1/periods/month/2026-09-01/check', { area, by }),
    ],
  ];
}

function stationIn(city: TestCity, area: string): { id: string; lat: number; lon: number } {
  const found = city.places.stationsIn(area, 'plan-2020')[0];
  if (found === undefined) throw new Error(`no station in ${area}`);
  return found;
}

function deviceIn(city: TestCity, area: string): string {
  const snapshot = city.registry.cache.current();
  const found = city.places
    .stationsIn(area, 'plan-2020')
    .flatMap(({ id }) => snapshot.devicesOfStation.get(id) ?? [])[0];
  if (found === undefined) throw new Error(`no device in ${area}`);
  return found.id;
}

/** Callers by tokens that say it all: `operator`, `operator:718`. */
function callers(): { provide: typeof Callers; useValue: Pick<Callers, 'identify'> } {
  const identify = (token: string): Promise<Caller | null> => {
    const [role, area = null] = token.split(':');
    const known = ROLES.find((one) => one === role);
    return Promise.resolve(known ? Caller.service(token, token, [{ role: known, area }]) : null);
  };
  return { provide: Callers, useValue: { identify } };
}
