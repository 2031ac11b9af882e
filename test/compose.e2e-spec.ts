import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { describeWith, eventually } from '@app/testing';
import { Compose } from './support/compose.js';
import { EventStream } from './support/event-stream.js';
import { request } from './support/http.js';
import { Rest } from './support/rest.js';

const SERVICES = ['mqtt-gateway', 'stream-processor', 'kpi-service', 'city-api', 'virtual-city'] as const;
const ENGINES = ['kafka', 'influxdb', 'postgres'] as const;
const DISTRICT = '718';
/** What each service says of itself, and no more than that. */
const CHECKS: Readonly<Record<(typeof SERVICES)[number], readonly string[]>> = {
  'mqtt-gateway': ['eventLog', 'inlet', 'registry', 'service'],
  'stream-processor': ['eventLog', 'processing', 'registry', 'service', 'timeSeries'],
  'kpi-service': ['evaluation', 'eventLog', 'registry', 'service', 'timeSeries', 'windows'],
  'city-api': ['eventLog', 'registry', 'service', 'timeSeries'],
  'virtual-city': ['registry', 'service', 'virtualCity'],
};

interface Ready {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail: string }>>;
  readonly warnings: readonly string[];
}

describeWith('docker', 'docker-compose.yml with deploy/compose/influx1.yml', () => {
  let compose: Compose;
  let base: string;

  const states = async <T>(of: (state: Awaited<ReturnType<Compose['containers']>>) => T): Promise<T> =>
    of(await compose.containers());
  const ready = async (service: string): Promise<Ready> => {
    const script = `fetch('http://127.0.0.1:9464/ready').then((r) => r.text()).then(console.log)`;
    return JSON.parse(await compose.exec(service, 'node', '-e', script)) as Ready;
  };
  const latest = async (): Promise<ReadonlyMap<string, KpiItem>> => {
    const { body } = await request<{ items: KpiItem[] }>(`${base}/api/v1/latest?area=${DISTRICT}`);
    return new Map(body.items.map((item) => [`${item.kpi} ${item.period} ${item.from}`, item]));
  };

  beforeAll(async () => {
    compose = await Compose.create({
      NHIPPHO_TAG: 'e2e',
      NHIPPHO_BUILD_NETWORK: 'host',
      // Two and a half hours of history, so that hours and quarters have their data.
      NHIPPHO_BACKFILL_DAYS: '0.1',
    });
    base = `http://127.0.0.1:${compose.ports.http}`;
    await compose.run('build', 'city-api');
    await compose.run('up', '-d', '--no-build');
  }, 600_000);

  afterAll(() => compose.down(), 120_000);

  it('brings up every container healthy, at the first attempt', async () => {
    await eventually(
      'all to be healthy',
      () =>
        states((all) =>
          [...SERVICES, ...ENGINES].every((name) => all.get(name)?.State.Health?.Status === 'healthy'),
        ),
      180_000,
      1_000,
    );

    expect(await states((all) => [...all.values()].map((state) => state.RestartCount))).toEqual(
      Array.from({ length: SERVICES.length + ENGINES.length }, () => 0),
    );
  });

  it.each(SERVICES)('%s says on /ready what it rests on, and that all of it is well', async (service) => {
    const state = await ready(service);

    expect(Object.keys(state.checks).toSorted()).toEqual(CHECKS[service]);
    expect(state).toMatchObject({ ready: true });
  });

  it('says that there is one copy of the data only', async () => {
    expect((await ready('mqtt-gateway')).warnings).toEqual([expect.stringContaining('một bản sao')]);
  });

  it('runs services without root, on a root file system that none can write', async () => {
    const facts = await states((all) =>
      SERVICES.map((name) => [all.get(name)?.Config.User, all.get(name)?.HostConfig.ReadonlyRootfs]),
    );

    expect(facts).toEqual(SERVICES.map(() => ['node', true]));
    await expect(compose.exec('mqtt-gateway', 'touch', '/app/x')).rejects.toThrow(/Read-only file system/);
  });

  it('has images that bring their bill of materials, and nothing that installs packages or becomes root', async () => {
    const bill = JSON.parse(await compose.exec('city-api', 'cat', 'dist/sbom.cdx.json')) as {
      components: { name: string }[];
    };
    const tools = 'for t in npm npx corepack yarn apt apt-get dpkg perl; do command -v $t; done; true';
    const found = await compose.exec('city-api', 'sh', '-c', tools);
    const elevated = await compose.exec(
      'city-api',
      'sh',
      '-c',
      'find / -xdev -type f -perm /6000 2>&1 || true',
    );

    expect(bill.components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['kafkajs', 'maplibre-gl']),
    );
    expect(found).toBe('');
    expect(elevated).not.toMatch(/^\/(?:usr|bin|sbin)/m);
  });

  it('publishes its ports on loopback only, and none of the engines', async () => {
    const addresses = await states((all) =>
      [...all].flatMap(([name, { NetworkSettings }]) =>
        Object.values(NetworkSettings.Ports).flatMap((bound) =>
          (bound ?? []).map(({ HostIp }) => `${name} ${HostIp}`),
        ),
      ),
    );

    expect(addresses.toSorted()).toEqual([
      'city-api 127.0.0.1',
      'mqtt-gateway 127.0.0.1',
      'mqtt-gateway 127.0.0.1',
    ]);
  });

  it('lets the simulated city flow: KPIs of a district move', async () => {
    const moved = (before: ReadonlyMap<string, KpiItem>, after: ReadonlyMap<string, KpiItem>): string[] =>
      [...after]
        .filter(([key, { kpi, value, num }]) => {
          const earlier = before.get(key);
          return kpi.startsWith('MOB') && value !== null && earlier !== undefined && earlier.num !== num;
        })
        .map(([key]) => key);
    await eventually('KPIs of traffic', async () => [...(await latest()).keys()].some(isTraffic), 90_000);
    const before = await latest();

    const keys = await eventually(
      'a KPI of traffic to move',
      async () => {
        const found = moved(before, await latest());
        return found.length > 0 && found;
      },
      90_000,
      500,
    );

    expect(keys.length).toBeGreaterThan(0);
  });

  it('streams KPIs of the district', async () => {
    const stream = await EventStream.open(`${base}/api/v1/feed?type=kpi&area=${DISTRICT}`);

    await eventually('an event', () => stream.of('kpi').length > 0, 60_000);
    stream.close();

    expect(stream.of('kpi')[0]?.data).toMatchObject({ area: DISTRICT, reportingSet: 'plan-2020' });
  });

  it('serves page, API and its documentation', async () => {
    const [page, areas, docs] = await Promise.all(
      ['/', '/api/v1/areas', '/api/docs'].map((path) => request(`${base}${path}`)),
    );

    expect([page?.status, page?.type]).toEqual([200, 'text/html']);
    expect([areas?.status, docs?.status]).toEqual([200, 200]);
  });

  it('takes a reading of one’s own over HTTP, by the key that city-api keeps, and counts it', async () => {
    const key = (await compose.exec('city-api', 'cat', '/data/admin.key')).trim();
    const api = new Rest(base, key);
    const credential = await api.camera('compose-cam', { activeFrom: Date.now() - 3_600_000 });
    const at = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;
    const reading = { ts: new Date(at).toISOString(), period: 60, n: { car: 7 }, speed: 30 };

    const gateway = new Rest(`http://127.0.0.1:${compose.ports.ingest}`, key);
    const status = await eventually('the credential to be known', async () => {
      const answer = await gateway.ingest('compose-cam', credential, JSON.stringify(reading));
      return answer !== 401 && answer;
    });
    const ledger = await eventually('the reading in the ledger', async () => {
      const [item] = await api.ledger('compose-cam', Date.now() - 7_200_000, Date.now() + 3_600_000);
      return item !== undefined && item.inFlight === 0 && item;
    });

    expect(status).toBe(202);
    expect(ledger).toMatchObject({ received: 1, stored: 1, corrected: 0, duplicate: 0, rejected: {} });
    expect(await compose.logs('city-api')).toContain(`administrator's key (shown this once`);
  });

  it('drains on SIGTERM: every service ends with 0, in time and without a stack trace', async () => {
    // Whoever takes longer is killed, and ends with 137.
    await compose.run('stop', '--timeout', '25', ...SERVICES);

    const ends = await states((all) =>
      SERVICES.map((name) => [name, all.get(name)?.State.ExitCode, all.get(name)?.State.OOMKilled]),
    );
    const last = await Promise.all(
      SERVICES.map(async (name) => {
        const text = await compose.logs(name);
        return text.slice(text.lastIndexOf('"msg":"stopping"'));
      }),
    );

    expect(ends).toEqual(SERVICES.map((name) => [name, 0, false]));
    for (const words of last) {
      expect(words).toContain('"msg":"stopped"');
      expect(words).not.toContain('    at ');
    }
  });
});

function isTraffic(key: string): boolean {
  return key.startsWith('MOB');
}
