import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYLOAD_RETENTION_MS, RAW_RETENTION_MS, TOPIC_SPECS, WINDOW_RETENTION_MS } from '@app/contracts';
import { Logs } from '@app/observability';
import { PersonRepository, SessionRepository } from '@app/registry';
import { InMemoryTimeSeries, ManualClock, openTestRegistry, SECRET, type TestRegistry } from '@app/testing';
import type { Bucket } from '@app/time-series';
import { Retention } from './retention.js';

const NOW = Date.UTC(2026, 10, 23, 1);
const DAY_MS = 86_400_000;
const [OVER, WITHIN] = [DAY_MS, -DAY_MS];

describe('retention', () => {
  const clock = new ManualClock(NOW);
  const series = new InMemoryTimeSeries();
  let registry: TestRegistry;
  let sessions: SessionRepository;
  let retention: Retention;

  beforeAll(async () => {
    registry = await openTestRegistry({ clock, seedsDir: null });
    sessions = new SessionRepository(registry.registry, clock);
    const table = { measurement: 'traffic', tags: ['device'], fields: ['speed'] };
    await series.open((['raw', 'windows', 'kpi'] as const).map((bucket) => ({ ...table, bucket })));
    retention = new Retention(series, registry.rejected, sessions, clock, new Logs('silent'));
  });
  afterAll(() => registry.close());

  const put = (bucket: Bucket, ...times: number[]): Promise<unknown> =>
    series.write([
      {
        bucket,
        measurement: 'traffic',
        length: times.length,
        times: Float64Array.from(times),
        tags: { device: times.map(() => 'cam') },
        fields: { speed: Float64Array.from(times, () => 30) },
      },
    ]);
  const kept = async (bucket: Bucket): Promise<number[]> => [
    ...(await series.read({ bucket, measurement: 'traffic', from: 0, to: NOW + 1 })).times,
  ];

  it('drops points and windows that are older than their class is kept, and no KPI value', async () => {
    const ages = [RAW_RETENTION_MS, WINDOW_RETENTION_MS];
    const times = ages.flatMap((age) => [NOW - age - OVER, NOW - age - WITHIN]).toSorted((a, b) => a - b);
    for (const bucket of ['raw', 'windows', 'kpi'] as const) await put(bucket, ...times);

    await retention.apply();

    expect(await kept('raw')).toEqual(times.slice(3));
    expect(await kept('windows')).toEqual(times.slice(1));
    expect(await kept('kpi')).toEqual(times);
  });

  it('forgets rejected messages after as long as ❶ and ❷ keep theirs', async () => {
    const { partitions, rejected } = registry;
    const row = (offset: number, at: number) => ({
      partition: 0,
      offset,
      index: 0,
      at,
      device: 'cam',
      topic: 'telemetry/cam',
      reason: 'not_json' as const,
      detail: 'x',
      bytes: new TextEncoder().encode('61A-123.45'),
    });
    const rows = [row(1, NOW - PAYLOAD_RETENTION_MS - OVER), row(2, NOW - PAYLOAD_RETENTION_MS - WITHIN)];
    const { epoch } = await partitions.claim('g', 't', 0);
    const cycle = { epoch, from: 0, next: 3 };
    await partitions.begin('g', 't', 0, { ...cycle, counts: [], rejected: rows, unlisted: 0 });
    await partitions.commit('g', 't', 0, cycle);

    await retention.apply();

    expect((await rejected.list({ limit: 10 })).map(({ offset }) => offset)).toEqual([2]);
    const logs = TOPIC_SPECS.filter(({ topic }) => topic.startsWith('telemetry.'));
    expect(logs.map(({ retentionMs }) => retentionMs)).toEqual([PAYLOAD_RETENTION_MS, PAYLOAD_RETENTION_MS]);
  });

  it('forgets sign-ins a month after they were over', async () => {
    const people = new PersonRepository(registry.registry, clock);
    const { id: person } = await people.add({
      name: 'Lê An',
      email: 'an@example.vn',
      grants: [],
      secret: null,
    });
    const begin = (id: string, endsAt: number) =>
      sessions.add({
        id,
        person,
        agent: 'Firefox',
        endsAt,
        salt: SECRET.salt,
        accessHash: SECRET.hash,
        accessUntil: endsAt,
        refreshHash: SECRET.hash,
        refreshUntil: endsAt,
        spentHash: null,
      });
    await begin('old', NOW + DAY_MS);
    await begin('new', NOW + 40 * DAY_MS);
    clock.set(NOW + 32 * DAY_MS);

    await retention.apply();

    expect([await sessions.find('old'), await sessions.find('new')]).toEqual([
      null,
      expect.objectContaining({ id: 'new' }),
    ]);
  });
});
