import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { eventually } from '@app/testing';
import { describeOnEachEngine } from './support/engines.js';
import { PlatformProcess, STEERED } from './support/platform-process.js';
import type { Rest } from './support/rest.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** The district that falls silent, and another one that goes on. */
const SILENT = { area: '718', lat: 10.98, lon: 106.65 };
const LIVELY = { area: '724', lat: 10.9, lon: 106.77 };

describeOnEachEngine('a district falls silent', (engines) => {
  /** A quiet minute in the middle of an hour, so that the test doesn't depend on the time of day. */
  const start = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 30 * MINUTE_MS;
  let platform: PlatformProcess;
  let rest: Rest;
  const secrets = new Map<string, string>();
  let shiftMs = start - 10 * MINUTE_MS - Date.now();

  beforeAll(async () => {
    platform = await PlatformProcess.create({
      engines,
      entry: STEERED,
      env: { STEERED_SHIFT_MS: String(shiftMs) },
    });
    await platform.start();
    rest = platform.rest;
    for (const [id, place] of [
      ['silent-1', SILENT],
      ['silent-2', SILENT],
      ['lively-1', LIVELY],
    ] as const) {
      secrets.set(id, await rest.camera(id, { ...place, cadence: 60, activeFrom: start - 10 * MINUTE_MS }));
    }
  });

  afterAll(() => platform.remove());

  it('and within a period its values are insufficient with 0 of n sources', async () => {
    for (let at = start - 10 * MINUTE_MS; at < start; at += MINUTE_MS) {
      move(at + MINUTE_MS + 1000);
      for (const id of secrets.keys()) await send(id, at, at + MINUTE_MS);
    }
    const before = await settled(
      'MOB-01',
      SILENT.area,
      '5min',
      start - 5 * MINUTE_MS,
      (i) => i.quality === 'ok',
    );
    const province = await settled('MOB-01', '74', '5min', start - 5 * MINUTE_MS, (i) => i.quality === 'ok');
    const online = await settled(
      'DAT-01',
      SILENT.area,
      'hour',
      start - 30 * MINUTE_MS,
      (i) => (i.value ?? 0) > 85,
    );
    expect([before.sources, province.sources]).toEqual([
      { reporting: 2, expected: 2 },
      { reporting: 3, expected: 3 },
    ]);

    move(start + 6 * MINUTE_MS + 30_000);
    await send('lively-1', start, start + 6 * MINUTE_MS);

    for (const kpi of ['MOB-01', 'MOB-02', 'MOB-04']) {
      const item = await settled(kpi, SILENT.area, '5min', start, (i) => i.completeness === 0);
      expect([item.value, item.quality, item.sources]).toEqual([
        null,
        'insufficient',
        { reporting: 0, expected: 2 },
      ]);
    }
    const after = await settled('MOB-01', '74', '5min', start, (i) => i.sources.reporting === 1);
    expect(after.completeness).toBeCloseTo(1 / 3, 5);
    const lively = await settled('MOB-01', LIVELY.area, '5min', start, (i) => i.completeness === 1);
    expect(lively.quality).toBe('ok');
    const fallen = await settled(
      'DAT-01',
      SILENT.area,
      'hour',
      start - 30 * MINUTE_MS,
      (i) => i.value !== null && i.value < (online.value ?? 0),
    );
    expect(fallen.value).toBeLessThan(online.value ?? 0);
  });

  it('and whole hours and days of silence are insufficient when they end', async () => {
    move(start + 90 * MINUTE_MS + 11 * MINUTE_MS);
    const hour = await settled(
      'MOB-03',
      SILENT.area,
      'hour',
      start + 30 * MINUTE_MS,
      (i) => i.finality === 'final',
    );
    expect([hour.value, hour.quality, hour.sources]).toEqual([
      null,
      'insufficient',
      { reporting: 0, expected: 2 },
    ]);
    const online = await settled(
      'DAT-01',
      SILENT.area,
      'hour',
      start + 30 * MINUTE_MS,
      (i) => i.finality === 'final',
    );
    expect(online.value).toBe(0);
  });

  function move(to: number): void {
    shiftMs = to - Date.now();
    platform.steer({ shiftMs });
  }

  async function send(id: string, from: number, to: number): Promise<void> {
    const readings = Array.from({ length: (to - from) / MINUTE_MS }, (_, i) => ({
      ts: new Date(from + (i + 1) * MINUTE_MS).toISOString(),
      period: 60,
      n: { motorcycle: 30, car: 6 },
      speed: 32,
    }));
    expect(await rest.ingest(id, secrets.get(id) ?? '', JSON.stringify(readings))).toBe(202);
  }

  function settled(
    kpi: string,
    area: string,
    period: string,
    from: number,
    check: (item: KpiItem) => boolean,
  ): Promise<KpiItem> {
    let seen: KpiItem | undefined;
    return eventually(
      `${kpi} ${area} ${period}`,
      async () => {
        [seen] = await rest.values(kpi, {
          area,
          period,
          from: new Date(from).toISOString(),
          to: new Date(from + MINUTE_MS).toISOString(),
        });
        if (seen && check(seen)) return seen;
        throw new Error(JSON.stringify(seen));
      },
      60_000,
      100,
    );
  }
});
