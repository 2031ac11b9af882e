import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@app/access';
import { Clock } from '@app/config';
import { ClaimRepository, Registry } from '@app/registry';
import { TestCity } from '../../test/city.js';
import { ClaimBatchesController } from './claim-batches.controller.js';
import { ClaimFailures, ClaimGuard } from './claim.guard.js';
import { ClaimsController } from './claims.controller.js';
import { Claims } from './claims.js';
import { NewBatches } from './new-batches.js';

interface Made {
  readonly id: string;
  readonly expiresAt: string;
  readonly items: { device: string; claimCode: string }[];
}
interface Claimed {
  readonly id: string;
  readonly credential: string;
  readonly station: string;
}
interface Batches {
  readonly items: { id: string; codes: number; claimed: number; revokedAt: string | null }[];
}

/** In Thủ Dầu Một (718), and in Thuận An (725). */
const INSIDE = { name: 'Ngã sáu Bình Dương', lat: 10.9797, lon: 106.6507 };
const OUTSIDE = { name: 'Ngã tư 550', lat: 10.9, lon: 106.71 };
const DAY_MS = 86_400_000;

describe('claim codes', () => {
  let city: TestCity;

  beforeAll(async () => {
    city = await TestCity.open(
      '2026-11-30T08:00:00+07:00',
      [ClaimBatchesController, ClaimsController],
      [
        Claims,
        ClaimFailures,
        ClaimGuard,
        NewBatches,
        {
          provide: ClaimRepository,
          useFactory: (registry: Registry, clock: Clock) => new ClaimRepository(registry, clock),
          inject: [Registry, Clock],
        },
      ],
    );
  });
  afterAll(() => city.close());

  async function make(given: object = {}): Promise<Made> {
    const { status, body } = await city.post<Made>('/api/v1/claim-batches', {
      count: 1,
      profile: 'camera',
      area: '718',
      by: 'Trần Văn Bình',
      ...given,
    });
    expect(status).toBe(201);
    return body;
  }

  /** Without any identity, as a device or a fitter does it. */
  const claim = <T = Claimed>(body: object) => city.post<T>('/api/v1/claims', body, null);

  it('register a device at a station of its own, with a credential that works at once', async () => {
    const { items } = await make({ prefix: 'cam' });
    const { device, claimCode } = items[0]!;

    const { status, body } = await claim({ claimCode: claimCode.toLowerCase(), place: INSIDE, lanes: [1] });

    expect(status).toBe(201);
    expect(device).toMatch(/^cam-[0-9a-hjkmnp-tv-z]{8}$/);
    expect(body).toMatchObject({ id: device, station: device });
    const [stored] = await city.registry.credentials.of([device]);
    expect(verify(body.credential, stored!)).toBe(true);
    const snapshot = city.registry.cache.current();
    expect(snapshot.devices.get(device)).toMatchObject({ profile: 'camera', lanes: [1], station: device });
    expect(snapshot.stations.get(device)).toMatchObject({ ...INSIDE, kind: 'traffic' });
  });

  it('are good once, also when two ask at the same time', async () => {
    const { items } = await make();
    const { claimCode } = items[0]!;

    const replies = await Promise.all([1, 2, 3].map(() => claim({ claimCode, place: INSIDE })));

    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401]);
    expect((await claim({ claimCode, place: INSIDE })).status).toBe(401);
  });

  it('that are not good are answered alike, whatever the reason', async () => {
    const [used, over, revoked] = [await make(), await make({ days: 1 }), await make()];
    await claim({ claimCode: used.items[0]!.claimCode, place: INSIDE });
    await city.send('DELETE', `/api/v1/claim-batches/${revoked.id}`);
    city.clock.advance(DAY_MS);
    const wrong = (code: string) => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    const tried = [
      used.items[0]!.claimCode,
      over.items[0]!.claimCode,
      revoked.items[0]!.claimCode,
      wrong((await make()).items[0]!.claimCode),
      '0000-0000-0000-0000-0000-0000',
      'not a code',
    ];

    const replies = await Promise.all(tried.map((claimCode) => claim<object>({ claimCode, place: INSIDE })));

    expect(replies[0]!.status).toBe(401);
    for (const { status, body } of replies) expect([status, body]).toEqual([401, replies[0]!.body]);
  });

  it('stay good when the device may not stand where it is said to', async () => {
    const { items } = await make();
    const { claimCode } = items[0]!;

    expect((await claim({ claimCode, place: OUTSIDE })).status).toBe(403);
    expect((await claim({ claimCode })).status).toBe(400);
    expect((await claim({ claimCode, station: 'nowhere' })).status).toBe(400);
    expect((await claim({ claimCode, place: INSIDE })).status).toBe(201);
  });

  it('come as a table to print, once; afterwards only how many were claimed is told', async () => {
    const { type, body } = await city.post<string>('/api/v1/claim-batches?format=csv', {
      count: 3,
      profile: 'camera',
      area: '718',
    });

    expect(type).toMatch(/^text\/csv/);
    const lines = body.trim().split('\r\n');
    expect(lines[0]).toContain('device,claimCode,profile,area,station,expiresAt');
    expect(lines).toHaveLength(4);
    const [, claimCode] = lines[1]!.split(',');
    expect((await claim({ claimCode, place: INSIDE })).status).toBe(201);
    const { body: batches } = await city.send<Batches>('GET', '/api/v1/claim-batches');
    const batch = batches.items.find(({ codes }) => codes === 3);
    expect(batch).toMatchObject({ claimed: 1, revokedAt: null });
    expect(JSON.stringify(batches)).not.toContain(claimCode);
    const kept = await city.registry.registry.query<object>('SELECT * FROM claim_code');
    expect(JSON.stringify(kept)).not.toContain(claimCode?.replaceAll('-', '').slice(8));
  });

  it('can’t be tried out by the thousand from one address', async () => {
    const { items } = await make();
    const statuses: number[] = [];
    for (let i = 0; i < 30; i += 1)
      statuses.push((await claim({ claimCode: 'made up', place: INSIDE })).status);

    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
    expect(statuses.at(-1)).toBe(429);
    expect((await claim({ claimCode: items[0]!.claimCode, place: INSIDE })).status).toBe(429);
    city.clock.advance(60_000);
    expect((await claim({ claimCode: items[0]!.claimCode, place: INSIDE })).status).toBe(201);
  });
});
