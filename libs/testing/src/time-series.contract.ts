import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  itemsOf,
  type MeasurementSchema,
  rowsOf,
  type SeriesRow,
  type SeriesRows,
  type TimeSeries,
  TimeSeriesError,
} from '@app/time-series';

/** One store under test. `reopen` closes it and opens what it left behind; engines that keep nothing give none. */
export interface TimeSeriesFixture {
  readonly series: TimeSeries;
  readonly reopen?: (schema: readonly MeasurementSchema[]) => Promise<TimeSeries>;
  readonly dispose: () => Promise<void>;
}

const SEED = 1338;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOVEMBER = Date.UTC(2026, 10, 1);
const TRAFFIC: MeasurementSchema = {
  bucket: 'raw',
  measurement: 'traffic',
  tags: ['device', 'lane'],
  fields: ['n_car', 'speed', '_period'],
};
const WINDOWS: MeasurementSchema = { ...TRAFFIC, bucket: 'windows', fields: ['readings', 'speed_sum'] };
const VALUES: MeasurementSchema = {
  bucket: 'kpi',
  measurement: 'kpi_value',
  tags: ['kpi'],
  fields: ['value'],
};
const SCHEMA = [TRAFFIC, WINDOWS, VALUES];

const reading = (device: string, time: number, fields: Record<string, number>, lane = '1'): SeriesRow => ({
  time,
  tags: { device, lane },
  fields,
});
const traffic = (...items: SeriesRow[]): SeriesRows => rowsOf('raw', 'traffic', items);
const ALL = { bucket: 'raw', measurement: 'traffic', from: 0, to: Date.UTC(2100, 0, 1) } as const;

/** The promises of the `TimeSeries` port. Every adapter passes all of them; a difference is a defect. */
export function describeTimeSeriesContract(name: string, create: () => Promise<TimeSeriesFixture>): void {
  describe(`TimeSeries: ${name}`, () => {
    let fixture: TimeSeriesFixture;
    let series: TimeSeries;

    beforeEach(async () => {
      fixture = await create();
      series = fixture.series;
      await series.open(SCHEMA);
    });
    afterEach(() => fixture.dispose());

    const stored = async (): Promise<SeriesRow[]> => itemsOf(await series.read(ALL));

    describe('writing', () => {
      it('gives back what was written, ordered by tags and time', async () => {
        const b2 = reading('b', NOVEMBER + MINUTE, { n_car: 4, speed: 30 });
        const b1 = reading('b', NOVEMBER, { n_car: 3, speed: 31.5 });
        const a = reading('a', NOVEMBER + DAY, { n_car: 1 }, '2');
        const a1 = reading('a', NOVEMBER + 2 * DAY, { n_car: 9 }, '1');

        expect(await series.write([traffic(b2, b1, a, a1)])).toEqual([]);

        expect(await stored()).toEqual([a1, a, b1, b2]);
      });

      it('keeps a row once however often it is written', async () => {
        const row = reading('a', NOVEMBER, { n_car: 3, speed: 31.5, _period: 60 });

        await series.write([traffic(row, row)]);
        await series.write([traffic(row)]);
        await Promise.all([series.write([traffic(row)]), series.write([traffic(row), traffic(row)])]);

        expect(await stored()).toEqual([row]);
      });

      it('replaces the fields that a row carries and leaves the others', async () => {
        await series.write([traffic(reading('a', NOVEMBER, { n_car: 3, speed: 30 }))]);
        await series.write([
          traffic(reading('a', NOVEMBER, { speed: 40, _period: 60 }), reading('b', NOVEMBER, { n_car: 1 })),
        ]);
        await series.write([
          traffic(reading('a', NOVEMBER, { _period: 300 }), reading('b', NOVEMBER, { speed: 2 })),
        ]);

        expect(await stored()).toEqual([
          reading('a', NOVEMBER, { n_car: 3, speed: 40, _period: 300 }),
          reading('b', NOVEMBER, { n_car: 1, speed: 2 }),
        ]);
      });

      it('lets the later row of one call win, field by field', async () => {
        await series.write([
          traffic(
            reading('a', NOVEMBER, { n_car: 1, speed: 10 }),
            reading('a', NOVEMBER + MINUTE, { n_car: 7 }),
          ),
          traffic(reading('a', NOVEMBER, { n_car: 2, _period: 60 })),
        ]);

        expect(await stored()).toEqual([
          reading('a', NOVEMBER, { n_car: 2, speed: 10, _period: 60 }),
          reading('a', NOVEMBER + MINUTE, { n_car: 7 }),
        ]);
      });

      it('takes rows of several measurements, years and months in one call', async () => {
        const times = [NOVEMBER - 1, NOVEMBER, NOVEMBER + 400 * DAY];
        const window = { time: NOVEMBER, tags: { device: 'a', lane: '1' }, fields: { readings: 5 } };
        const value = { time: NOVEMBER, tags: { kpi: 'MOB-01' }, fields: { value: 0.5 } };

        await series.write([
          traffic(...times.map((time) => reading('a', time, { n_car: time }))),
          rowsOf('windows', 'traffic', [window]),
          rowsOf('kpi', 'kpi_value', [value]),
        ]);

        expect((await stored()).map(({ time }) => time)).toEqual(times);
        expect(itemsOf(await series.read({ ...ALL, bucket: 'windows' }))).toEqual([window]);
        expect(itemsOf(await series.read({ ...ALL, bucket: 'kpi', measurement: 'kpi_value' }))).toEqual([
          value,
        ]);
      });

      it('keeps exact floats, and tags with any characters', async () => {
        const fields = { n_car: 2 ** 53 - 1, speed: 0.1 + 0.2, _period: -1.5e-300 };
        const row = reading(`cầu Phú Cường"; DROP TABLE --'`, NOVEMBER + 1, fields, '');

        await series.write([traffic(row)]);

        expect(await stored()).toEqual([row]);
      });

      it.each([
        'C:\\',
        'a\\,b=c d',
        "it's",
        'two\nlines\r',
        '100 %5C',
        '#',
        '\ud83d',
        '🚦',
        ' ',
        "\\'",
        'a\tb',
      ])('finds the tag value %j again', async (device) => {
        const row = reading(device, NOVEMBER, { n_car: 1 });
        await series.write([traffic(reading('other', NOVEMBER, { n_car: 2 }), row)]);

        expect(itemsOf(await series.read({ ...ALL, where: { device: [device] } }))).toEqual([row]);
      });

      it('gives back every float as it was', async () => {
        const values = [
          -0, 1e21, 5e-324, -1.7976931348623157e308, 123456.7891, 1e-7, 0.1, 1e15, 2251799813685249.5,
        ];

        await series.write([traffic(...values.map((speed, i) => reading('a', NOVEMBER + i, { speed })))]);

        const { fields } = await series.read(ALL);
        expect([...(fields['speed'] ?? [])]).toEqual(values);
      });

      it('stores nothing for a row without fields', async () => {
        expect(await series.write([traffic(reading('a', NOVEMBER, {}))])).toEqual([]);
        await series.write([traffic(reading('a', NOVEMBER, {}), reading('b', NOVEMBER, { n_car: 1 }))]);

        expect(await stored()).toEqual([reading('b', NOVEMBER, { n_car: 1 })]);
        const query = { bucket: 'raw', measurement: 'traffic', before: NOVEMBER + 1, notBefore: 0 } as const;
        expect((await series.newestBefore(query)).tags['device']).toEqual(['b']);
      });

      it('refuses a row with an infinite value and stores the others', async () => {
        const good = reading('a', NOVEMBER, { n_car: 3 });
        const bad = [Infinity, -Infinity].map((speed, i) =>
          reading('a', NOVEMBER + 1 + i, { n_car: 1, speed }),
        );

        const refused = await series.write([traffic(good, ...bad)]);

        expect(refused.map(({ bucket, row }) => [bucket, row])).toEqual([
          ['raw', 1],
          ['raw', 2],
        ]);
        expect(await stored()).toEqual([good]);
      });

      it('refuses a row with an impossible time and stores the others', async () => {
        const good = reading('a', NOVEMBER, { n_car: 3 });

        const refused = await series.write([
          traffic(
            reading('a', NaN, { n_car: 1 }),
            good,
            reading('a', 1e300, { n_car: 2 }),
            reading('a', -1, {}),
          ),
        ]);

        expect(refused.map(({ row, measurement }) => [measurement, row])).toEqual([
          ['traffic', 0],
          ['traffic', 2],
          ['traffic', 3],
        ]);
        expect(await stored()).toEqual([good]);
      });

      it('shows a write to every read that begins after it has resolved', async () => {
        for (let i = 0; i < 20; i++) {
          await series.write([traffic(reading('a', NOVEMBER + (i % 3), { n_car: i }))]);

          const { fields } = await series.read({
            ...ALL,
            from: NOVEMBER + (i % 3),
            to: NOVEMBER + (i % 3) + 1,
          });

          expect([...(fields['n_car'] ?? [])]).toEqual([i]);
        }
      });

      it('stores the same rows whatever the order, repetition and grouping of the writes', async () => {
        let round = 0;
        const write = fc.record({
          device: fc.constantFrom('a', 'b', 'c'),
          slot: fc.integer({ min: 0, max: 8 }),
          fields: fc.dictionary(
            fc.constantFrom('n_car', 'speed', '_period'),
            fc.integer({ min: 0, max: 99 }),
          ),
        });
        const scenario = fc.record({
          writes: fc.array(write, { minLength: 1, maxLength: 40 }),
          cuts: fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
          shuffle: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        });

        await fc.assert(
          fc.asyncProperty(scenario, async ({ writes, cuts, shuffle }) => {
            // Each round has an hour to itself around the turn of a month, so that it needs no new store.
            const base = NOVEMBER + 30 * DAY - 4 * MINUTE + (round++ - 20) * 60 * MINUTE;
            const rows = writes.map((w) => reading(w.device, base + w.slot * MINUTE, w.fields));
            const expected = model(rows);

            await writeInGroups(series, shuffled(rows, shuffle), cuts);

            expect(itemsOf(await series.read({ ...ALL, from: base, to: base + 60 * MINUTE }))).toEqual(
              expected,
            );
          }),
          { seed: SEED, numRuns: 40, verbose: true },
        );
      }, 60_000);
    });

    describe('reading', () => {
      beforeEach(async () => {
        const rows = ['c', 'a', 'b'].flatMap((device, i) =>
          ['1', '2'].flatMap((lane) =>
            [0, 1, 2].map((k) => reading(device, NOVEMBER + k * DAY, { n_car: i * 10 + k }, lane)),
          ),
        );
        await series.write([traffic(...rows)]);
        await series.write([traffic(reading('a', NOVEMBER + DAY, { speed: 50 }))]);
      });

      it('takes the rows from `from` to before `to`', async () => {
        const { times } = await series.read({ ...ALL, from: NOVEMBER, to: NOVEMBER + DAY });

        expect([...times]).toEqual(Array.from({ length: 6 }, () => NOVEMBER));
      });

      it('takes the rows whose tags are among the values given', async () => {
        const rows = await series.read({ ...ALL, where: { device: ['c', 'a', 'nobody'], lane: ['2'] } });

        expect(rows.tags['device']).toEqual(['a', 'a', 'a', 'c', 'c', 'c']);
        expect(rows.tags['lane']).toEqual(['2', '2', '2', '2', '2', '2']);
      });

      it('finds nothing for tag values that no row has, or an empty list of them', async () => {
        expect((await series.read({ ...ALL, where: { device: ['nobody'] } })).length).toBe(0);
        expect((await series.read({ ...ALL, where: { device: [] } })).length).toBe(0);
        expect((await series.read({ ...ALL, from: 0, to: 1 })).fields).toHaveProperty('n_car');
      });

      it('finds many series named at once', async () => {
        const devices = Array.from({ length: 60 }, (_, i) => `d${String(i).padStart(2, '0')}`);
        await series.write([traffic(...devices.map((device, i) => reading(device, NOVEMBER, { n_car: i })))]);

        const rows = await series.read({ ...ALL, where: { device: devices.slice(10, 50) } });

        expect(rows.tags['device']).toEqual(devices.slice(10, 50));
      });

      it('gives only the fields asked for, NaN where a row does not carry one', async () => {
        const where = { device: ['a'], lane: ['1'] };
        const rows = await series.read({ ...ALL, where, fields: ['speed', 'n_car'] });

        expect(Object.keys(rows.fields)).toEqual(['speed', 'n_car']);
        expect([...(rows.fields['speed'] ?? [])]).toEqual([NaN, 50, NaN]);
      });

      it('leaves out rows that carry none of the fields asked for', async () => {
        const rows = await series.read({ ...ALL, fields: ['speed', '_period'] });

        expect(itemsOf(rows)).toEqual([reading('a', NOVEMBER + DAY, { speed: 50 })]);
        expect((await series.read({ ...ALL, fields: [] })).length).toBe(0);
        expect((await series.read({ ...ALL, fields: ['speed'], limit: 1 })).length).toBe(1);
      });

      it('refuses a query that finds more rows than its limit', async () => {
        await expect(series.read({ ...ALL, limit: 17 })).rejects.toMatchObject({
          code: 'TIMESERIES_TOO_MANY_ROWS',
        });
        expect((await series.read({ ...ALL, limit: 18 })).length).toBe(18);
      });

      it('finds the newest row of each series before a time', async () => {
        const query = { bucket: 'raw', measurement: 'traffic', before: NOVEMBER + 2 * DAY } as const;
        const rows = await series.newestBefore({ ...query, notBefore: NOVEMBER });

        expect([...rows.times]).toEqual(Array.from({ length: 6 }, () => NOVEMBER + DAY));
        expect(rows.tags['device']).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
        expect((await series.newestBefore({ ...query, notBefore: NOVEMBER + DAY + 1 })).length).toBe(0);
      });

      it('finds the newest and the oldest row that carry a field', async () => {
        const query = { bucket: 'raw', measurement: 'traffic', field: 'speed' } as const;
        const newest = await series.newestBefore({ ...query, before: NOVEMBER + 9 * DAY, notBefore: 0 });
        const oldest = await series.oldestFrom({ ...query, from: 0, to: NOVEMBER + 9 * DAY });

        expect(itemsOf(newest)).toEqual([reading('a', NOVEMBER + DAY, { n_car: 11, speed: 50 })]);
        expect(itemsOf(oldest)).toEqual(itemsOf(newest));
      });

      it('finds the oldest row of each series named from a time', async () => {
        const rows = await series.oldestFrom({
          bucket: 'raw',
          measurement: 'traffic',
          where: { device: ['b'] },
          from: NOVEMBER + 1,
          to: NOVEMBER + 9 * DAY,
        });

        expect(itemsOf(rows)).toEqual([
          reading('b', NOVEMBER + DAY, { n_car: 21 }),
          reading('b', NOVEMBER + DAY, { n_car: 21 }, '2'),
        ]);
      });
    });

    it('refuses names that are not in the schema', async () => {
      const unknown = { code: 'TIMESERIES_UNKNOWN_NAME', retryable: false };
      const at = (tags: Record<string, string>, fields: Record<string, number>): SeriesRows =>
        traffic({ time: NOVEMBER, tags, fields });

      await expect(series.write([rowsOf('raw', 'nothing', [])])).rejects.toMatchObject(unknown);
      await expect(series.write([at({ area: '718' }, {})])).rejects.toMatchObject(unknown);
      await expect(series.write([at({}, { plate: 1 })])).rejects.toMatchObject(unknown);
      await expect(series.read({ ...ALL, measurement: 'traffic"; --' })).rejects.toMatchObject(unknown);
      await expect(series.read({ ...ALL, where: { area: ['718'] } })).rejects.toMatchObject(unknown);
      await expect(series.read({ ...ALL, fields: ['plate'] })).rejects.toMatchObject(unknown);
      await expect(series.oldestFrom({ ...ALL, field: 'plate' })).rejects.toMatchObject(unknown);
    });

    it('drops nothing that is younger than asked, and takes rows again afterwards', async () => {
      const times = [NOVEMBER - 300 * DAY, NOVEMBER - 40 * DAY, NOVEMBER, NOVEMBER + DAY];
      await series.write([traffic(...times.map((time) => reading('a', time, { n_car: 1 })))]);

      const kept = await series.dropBefore('raw', NOVEMBER);

      expect(kept).toBeLessThanOrEqual(NOVEMBER);
      expect((await stored()).map(({ time }) => time)).toEqual(times.filter((time) => time >= kept));
      await series.write([traffic(reading('a', NOVEMBER - 300 * DAY, { n_car: 2 }))]);
      expect((await stored())[0]).toEqual(reading('a', NOVEMBER - 300 * DAY, { n_car: 2 }));
    });

    it('keeps rows, merges into them and knows new fields after it was opened again', async () => {
      if (!fixture.reopen) return;
      const times = [NOVEMBER - 40 * DAY, NOVEMBER, NOVEMBER + DAY];
      await series.write([traffic(...times.map((time) => reading('a', time, { n_car: 1 })))]);
      await series.write([traffic(reading('b', NOVEMBER - 40 * DAY, { n_car: 2 }))]);
      const wider = { ...TRAFFIC, fields: ['n_bus', ...TRAFFIC.fields] };

      series = await fixture.reopen([wider, WINDOWS, VALUES]);
      await series.write([
        traffic(
          ...times.map((time) => reading('a', time, { n_bus: 5 })),
          reading('b', NOVEMBER - 40 * DAY, { n_bus: 6 }),
          reading('b', NOVEMBER + DAY, { n_bus: 7, n_car: 3 }),
        ),
      ]);

      expect(await stored()).toEqual([
        ...times.map((time) => reading('a', time, { n_bus: 5, n_car: 1 })),
        reading('b', NOVEMBER - 40 * DAY, { n_bus: 6, n_car: 2 }),
        reading('b', NOVEMBER + DAY, { n_bus: 7, n_car: 3 }),
      ]);
    });

    it('is healthy while open, and refuses everything once closed', async () => {
      expect(series.health()).toEqual({ ok: true, detail: 'ok' });

      await series.close();

      expect(series.health().ok).toBe(false);
      await expect(series.write([traffic()])).rejects.toBeInstanceOf(TimeSeriesError);
      await expect(series.read(ALL)).rejects.toMatchObject({ code: 'TIMESERIES_CLOSED', retryable: false });
    });
  });
}

/** The rows that must be stored: by identity, each field as written last. */
function model(rows: readonly SeriesRow[]): SeriesRow[] {
  const byIdentity = new Map<string, SeriesRow>();
  for (const row of rows) {
    const key = identity(row);
    if (Object.keys(row.fields).length === 0) continue;
    byIdentity.set(key, { ...row, fields: { ...byIdentity.get(key)?.fields, ...row.fields } });
  }
  return [...byIdentity.values()].sort((a, b) => {
    const [x, y] = [a.tags['device'] ?? '', b.tags['device'] ?? ''];
    return x === y ? a.time - b.time : x < y ? -1 : 1;
  });
}

const identity = ({ tags, time }: SeriesRow): string => `${tags['device'] ?? ''}@${time}`;

/** Moves whole identities about, keeping the order of the writes to each, and repeats some writes at once. */
function shuffled(rows: readonly SeriesRow[], random: fc.Stream<number>): SeriesRow[] {
  const draws = random[Symbol.iterator]();
  const next = (): number => Number(draws.next().value);
  const queues = new Map<string, SeriesRow[]>();
  for (const row of rows) queues.set(identity(row), [...(queues.get(identity(row)) ?? []), row]);
  const result: SeriesRow[] = [];
  let open = [...queues.values()];
  while (open.length > 0) {
    const row = open[Math.min(open.length - 1, Math.floor(next() * open.length))]?.shift();
    if (row) result.push(row, ...(next() < 0.3 ? [row] : []));
    open = open.filter((queue) => queue.length > 0);
  }
  return result;
}

/** Cuts the rows into calls, some of several parts, and starts some calls before the last has resolved. */
async function writeInGroups(
  series: TimeSeries,
  rows: readonly SeriesRow[],
  cuts: fc.Stream<number>,
): Promise<void> {
  const sizes = cuts[Symbol.iterator]();
  const pending: Promise<unknown>[] = [];
  for (let at = 0; at < rows.length;) {
    const size = 1 + Number(sizes.next().value);
    const half = at + Math.ceil(size / 2);
    pending.push(series.write([traffic(...rows.slice(at, half)), traffic(...rows.slice(half, at + size))]));
    if (size > 3) await Promise.all(pending.splice(0));
    at += size;
  }
  await Promise.all(pending);
}
