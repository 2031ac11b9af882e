import { describe, expect, it } from '@jest/globals';
import type { MeasureDef } from '@app/telemetry';
import { rowsOf } from '@app/time-series';
import { type Aggregation, AGGREGATIONS, aggregationsOf, Bucket, fieldsFor } from './aggregate.js';

const measure = (kind: MeasureDef['kind']): MeasureDef =>
  ({ key: 'm', column: 'm', family: 'f', kind }) as MeasureDef;

/** The aggregate of windows with these fields, five minutes apart. */
function of(kind: MeasureDef['kind'], aggregation: Aggregation, windows: Record<string, number>[]): Bucket {
  const rows = rowsOf(
    'windows',
    'f',
    windows.map((fields, i) => ({ time: i * 300_000, tags: { device: 'd' }, fields })),
  );
  const bucket = new Bucket(measure(kind), aggregation);
  for (let row = 0; row < rows.length; row++) bucket.add(rows, row);
  return bucket;
}

describe('an aggregate of windows', () => {
  it('sums counts', () => {
    const bucket = of('count', 'sum', [
      { m_n: 5, m_sum: 100 },
      { m_n: 5, m_sum: 20 },
    ]);

    expect([bucket.value(), bucket.n]).toEqual([120, 10]);
  });

  it('weights a mean by readings: it is no mean of means', () => {
    const bucket = of('gauge', 'mean', [
      { m_n: 1, m_sum: 10 },
      { m_n: 9, m_sum: 180 },
    ]);

    expect(bucket.value()).toBe(19);
  });

  it('takes the least and the greatest value, the negative ones as well', () => {
    const windows = [
      { m_n: 1, m_min: -3, m_max: -1 },
      { m_n: 1, m_min: -7, m_max: -2 },
    ];

    expect(of('gauge', 'min', windows).value()).toBe(-7);
    expect(of('gauge', 'max', windows).value()).toBe(-1);
  });

  it('means levels by their energy over time', () => {
    const windows = [
      { m_n: 1, m_esum: 300 * 1e6, m_s: 300 },
      { m_n: 1, m_esum: 300 * 1e7, m_s: 300 },
    ];

    expect(of('level', 'leq', windows).value()).toBeCloseTo(10 * Math.log10((1e6 + 1e7) / 2), 9);
  });

  it('sums what meters moved by and takes the last state', () => {
    expect(
      of('meter', 'delta', [
        { m_n: 1, m_delta: 1.5 },
        { m_n: 1, m_delta: 2 },
      ]).value(),
    ).toBe(3.5);
    expect(
      of('state', 'last', [
        { m_n: 1, m_last: 1 },
        { m_n: 1, m_last: 2 },
      ]).value(),
    ).toBe(2);
  });

  it('is null where nothing came, and leaves out windows without the measure', () => {
    expect(of('count', 'sum', []).value()).toBeNull();
    expect(of('count', 'sum', [{ readings: 3 }, { m_n: 0, m_sum: 0 }]).value()).toBeNull();
  });

  it('sums to the same in any order', () => {
    const windows = [1e16, 1, -1e16, 1, 3].map((m_sum) => ({ m_n: 1, m_sum }));

    expect(of('count', 'sum', windows).value()).toBe(5);
    expect(of('count', 'sum', windows.toReversed()).value()).toBe(5);
  });

  it('reads only fields that its kind of window has', () => {
    for (const kind of ['count', 'gauge', 'level', 'meter', 'state'] as const) {
      for (const aggregation of aggregationsOf(measure(kind))) {
        expect(AGGREGATIONS).toContain(aggregation);
        expect(fieldsFor(measure(kind), aggregation)).toContain('m_n');
      }
    }
  });
});
