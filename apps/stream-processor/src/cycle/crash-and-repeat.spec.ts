import { describe, expect, it } from '@jest/globals';
import type { RefusedRow, SeriesRows } from '@app/time-series';
import { InMemoryTimeSeries } from '@app/testing';
import { aDevice, Harness, T0 } from '../../test/harness.js';
import { CYCLE_STEPS } from './cycle-probe.js';

const MINUTE = 60_000;
const at = (ms: number): string => new Date(ms).toISOString();
const DEVICES = [
  aDevice({ id: 'cam', family: 'traffic' }),
  aDevice({ id: 'lamp', family: 'lighting', cadenceS: 300 }),
];

/** Stored, corrected twice, duplicated, late and rejected readings in two cycles. */
async function sendAll(city: Harness): Promise<void> {
  const car = (minute: number, n: number) => ({ ts: at(T0 + minute * MINUTE), period: 60, n: { car: n } });
  const lamp = (minute: number, kwh: number, state: string) => ({ ts: at(T0 + minute * MINUTE), kwh, state });
  await city.send('cam', [car(0, 1), car(1, 2), car(2, 3)], T0 + 2 * MINUTE);
  await city.send('lamp', [lamp(0, 100, 'on'), lamp(5, 101, 'off')], T0 + 5 * MINUTE);
  await city.drain();
  city.clock.advance(20 * MINUTE);
  await city.send('cam', [car(1, 2), car(2, 30), car(2, 3), car(8, 4), car(6, 5)]);
  await city.send('cam', [car(9, 6), { ts: at(T0), period: 60, n: { car: -1 } }]);
  await city.send('cam', 'not json');
  await city.send('lamp', [lamp(2, 100.5, 'fault'), lamp(15, 103, 'on')]);
}

const contents = async (city: Harness) => ({
  ledger: [...city.registry.ledger],
  rejected: [...city.registry.rejectedRows],
  traffic: await city.rows('raw', 'traffic'),
  lighting: await city.rows('raw', 'lighting'),
  trafficWindows: filled(await city.rows('windows', 'traffic')),
  lightingWindows: filled(await city.rows('windows', 'lighting')),
});

/** Without windows that hold nothing: one that a repeat writes to be safe says the same as none. */
function filled(rows: ReadonlyMap<string, Record<string, number>>) {
  return new Map([...rows].filter(([, row]) => Object.values(row).some((value) => value !== 0)));
}

describe('a commit cycle that stops and is repeated', () => {
  it.each(CYCLE_STEPS)('leaves the same ledger, points and windows when it stops at %s', async (step) => {
    const [whole, broken] = await Promise.all([
      Harness.open({ devices: DEVICES }),
      Harness.open({ devices: DEVICES }),
    ]);
    for (const city of [whole, broken]) {
      await city.restart();
      await sendAll(city);
    }
    broken.probe.crashAt = step;

    await whole.drain();
    const crashed = await broken.cycle();
    await broken.restart();
    await broken.drain();

    expect(crashed).toMatchObject({ kind: 'retry' });
    expect(whole.registry.totals()).toEqual({
      stored: 10,
      corrected: 2,
      duplicate: 1,
      rejected: { out_of_range: 1, not_json: 1 },
    });
    expect(await contents(broken)).toEqual(await contents(whole));
    expect([...(await broken.announced())]).toEqual(expect.arrayContaining([...(await whole.announced())]));
  });

  it('goes on in the same process after a store was down', async () => {
    const [whole, broken] = await Promise.all([
      Harness.open({ devices: DEVICES }),
      Harness.open({ devices: DEVICES }),
    ]);
    for (const city of [whole, broken]) {
      await city.restart();
      await sendAll(city);
    }
    broken.probe.crashAt = 'points';

    await whole.drain();
    await broken.cycle();
    await broken.drain();

    expect(await contents(broken)).toEqual(await contents(whole));
  });
});

/** Refuses points of one minute, as an engine with limits of its own does. */
class FussyTimeSeries extends InMemoryTimeSeries {
  override async write(rows: readonly SeriesRows[]): Promise<readonly RefusedRow[]> {
    const refused: RefusedRow[] = [];
    const taken = rows.map((part) => {
      if (part.bucket !== 'raw') return part;
      const keep = [...part.times.keys()].filter((row) => part.times[row] !== T0);
      for (const row of part.times.keys()) {
        if (keep.includes(row)) continue;
        refused.push({ bucket: part.bucket, measurement: part.measurement, row, detail: 'not this minute' });
      }
      const pick = (column: Float64Array) => Float64Array.from(keep, (row) => column[row] ?? NaN);
      return {
        ...part,
        length: keep.length,
        times: pick(part.times),
        tags: Object.fromEntries(
          Object.entries(part.tags).map(([tag, column]) => [tag, keep.map((row) => column[row] ?? '')]),
        ),
        fields: Object.fromEntries(Object.entries(part.fields).map(([name, column]) => [name, pick(column)])),
      };
    });
    await super.write(taken);
    return refused;
  }
}

describe('points that the store refuses', () => {
  it.each(['none', ...CYCLE_STEPS] as const)(
    'are rejected as store_refused and in no window, also after a stop at %s',
    async (step) => {
      const city = await Harness.open({ devices: DEVICES, series: new FussyTimeSeries() });
      await city.restart();
      const car = (minute: number, n: number) => ({
        ts: at(T0 + minute * MINUTE),
        period: 60,
        n: { car: n },
      });
      await city.send('cam', [car(0, 1), car(1, 2), car(2, 4), car(1, 2)], T0 + 2 * MINUTE);
      city.probe.crashAt = step === 'none' ? null : step;

      await city.cycle();
      await city.restart();
      await city.drain();

      expect(city.registry.totals()).toEqual({
        stored: 2,
        corrected: 0,
        duplicate: 0,
        rejected: { store_refused: 2 },
      });
      const windows = await city.rows('windows', 'traffic');
      expect(windows.get(`cam||@${T0}`)).toMatchObject({ n_car_sum: 4, readings: 1 });
      expect([...city.registry.rejectedRows.values()].map(({ reason }) => reason)).toEqual([
        'store_refused',
        'store_refused',
      ]);
    },
  );
});
