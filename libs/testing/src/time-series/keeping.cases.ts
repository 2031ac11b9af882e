import { beforeEach, expect, it } from '@jest/globals';
import { rowsOf, type SeriesRows, type TimeSeries, TimeSeriesError } from '@app/time-series';
import type { TimeSeriesFixture } from './fixture.js';
import { ALL, DAY, NOVEMBER, reading, stored, TRAFFIC, traffic, VALUES, WINDOWS } from './traffic-rows.js';

/** What a store keeps, drops and refuses over its life. */
export function keepingCases(current: () => TimeSeriesFixture): void {
  let series: TimeSeries;
  let fixture: TimeSeriesFixture;
  beforeEach(() => {
    fixture = current();
    series = fixture.series;
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
    expect((await stored(series)).map(({ time }) => time)).toEqual(times.filter((time) => time >= kept));
    await series.write([traffic(reading('a', NOVEMBER - 300 * DAY, { n_car: 2 }))]);
    expect((await stored(series))[0]).toEqual(reading('a', NOVEMBER - 300 * DAY, { n_car: 2 }));
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

    expect(await stored(series)).toEqual([
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
}
