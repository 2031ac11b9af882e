import { beforeEach, describe, expect, it } from '@jest/globals';
import { itemsOf, type TimeSeries } from '@app/time-series';
import { ALL, DAY, NOVEMBER, reading, traffic } from './traffic-rows.js';

/** What a read finds. */
export function readingCases(current: () => TimeSeries): void {
  describe('reading', () => {
    let series: TimeSeries;
    beforeEach(() => {
      series = current();
    });

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
}
