import { beforeEach, describe, expect, it } from '@jest/globals';
import { itemsOf, rowsOf, type TimeSeries } from '@app/time-series';
import { ALL, DAY, MINUTE, NOVEMBER, reading, stored, traffic } from './traffic-rows.js';

/** What a write means. */
export function writingCases(current: () => TimeSeries): void {
  describe('writing', () => {
    let series: TimeSeries;
    beforeEach(() => {
      series = current();
    });

    it('gives back what was written, ordered by tags and time', async () => {
      const b2 = reading('b', NOVEMBER + MINUTE, { n_car: 4, speed: 30 });
      const b1 = reading('b', NOVEMBER, { n_car: 3, speed: 31.5 });
      const a = reading('a', NOVEMBER + DAY, { n_car: 1 }, '2');
      const a1 = reading('a', NOVEMBER + 2 * DAY, { n_car: 9 }, '1');

      expect(await series.write([traffic(b2, b1, a, a1)])).toEqual([]);

      expect(await stored(series)).toEqual([a1, a, b1, b2]);
    });

    it('keeps a row once however often it is written', async () => {
      const row = reading('a', NOVEMBER, { n_car: 3, speed: 31.5, _period: 60 });

      await series.write([traffic(row, row)]);
      await series.write([traffic(row)]);
      await Promise.all([series.write([traffic(row)]), series.write([traffic(row), traffic(row)])]);

      expect(await stored(series)).toEqual([row]);
    });

    it('replaces the fields that a row carries and leaves the others', async () => {
      await series.write([traffic(reading('a', NOVEMBER, { n_car: 3, speed: 30 }))]);
      await series.write([
        traffic(reading('a', NOVEMBER, { speed: 40, _period: 60 }), reading('b', NOVEMBER, { n_car: 1 })),
      ]);
      await series.write([
        traffic(reading('a', NOVEMBER, { _period: 300 }), reading('b', NOVEMBER, { speed: 2 })),
      ]);

      expect(await stored(series)).toEqual([
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

      expect(await stored(series)).toEqual([
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

      expect((await stored(series)).map(({ time }) => time)).toEqual(times);
      expect(itemsOf(await series.read({ ...ALL, bucket: 'windows' }))).toEqual([window]);
      expect(itemsOf(await series.read({ ...ALL, bucket: 'kpi', measurement: 'kpi_value' }))).toEqual([
        value,
      ]);
    });

    it('keeps exact floats, and tags with any characters', async () => {
      const fields = { n_car: 2 ** 53 - 1, speed: 0.1 + 0.2, _period: -1.5e-300 };
      const row = reading(`cầu Phú Cường"; DROP TABLE --'`, NOVEMBER + 1, fields, '');

      await series.write([traffic(row)]);

      expect(await stored(series)).toEqual([row]);
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

      expect(await stored(series)).toEqual([reading('b', NOVEMBER, { n_car: 1 })]);
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
      expect(await stored(series)).toEqual([good]);
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
      expect(await stored(series)).toEqual([good]);
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
  });
}
