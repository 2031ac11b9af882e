import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { statementsFor } from './influxql.js';
import { SchemaBook } from './schema-book.js';

const SEED = 1338;
const measurement = new SchemaBook([
  { bucket: 'raw', measurement: 'traffic', tags: ['device', 'lane'], fields: ['n_car', 'speed'] },
]).get('raw', 'traffic');
const base = { measurement, fields: ['speed'], from: 0, to: 10 };

/** Removes what is inside string literals, as a reader of InfluxQL would find their ends. */
const withoutLiterals = (statement: string): string => statement.replace(/'(?:\\.|[^'\\])*'/g, "''");

describe('statementsFor', () => {
  it('asks for the rows of a range, series by series', () => {
    expect(statementsFor({ ...base, fields: ['n_car', 'speed'], where: {} })).toEqual([
      'SELECT "n_car", "speed" FROM "traffic" WHERE time >= 0ms AND time < 10ms GROUP BY "device", "lane"',
    ]);
  });

  it('asks for the edge of each series, among rows that carry a field', () => {
    const [newest] = statementsFor({ ...base, where: {}, edge: 'newest', carries: 'n_car' });
    expect(newest).toContain(
      ' AND ("n_car" >= 0 OR "n_car" < 0) GROUP BY "device", "lane" ORDER BY time DESC LIMIT 1',
    );
    const [oldest] = statementsFor({ ...base, where: {}, edge: 'oldest' });
    expect(oldest).toMatch(/ORDER BY time ASC LIMIT 1$/);
  });

  it('asks nothing when nothing can match', () => {
    expect(statementsFor({ ...base, where: { device: [] } })).toEqual([]);
    expect(statementsFor({ ...base, where: {}, to: 0 })).toEqual([]);
    expect(statementsFor({ ...base, where: {}, to: NaN })).toEqual([]);
    expect(statementsFor({ ...base, where: {}, fields: [] })).toEqual([]);
  });

  it('names each of many values once, a bounded number in a statement', () => {
    const device = Array.from({ length: 1000 }, (_, i) => `d${i % 900}`);
    const statements = statementsFor({ ...base, where: { device, lane: ['1', '2'] } });

    const named = statements.map((statement) => statement.match(/"device" = '/g)?.length ?? 0);
    expect(Math.max(...named)).toBeLessThanOrEqual(200);
    expect(named.reduce((a, b) => a + b)).toBe(900);
    expect(statements.every((statement) => statement.includes(`("lane" = '1' OR "lane" = '2')`))).toBe(true);
  });

  it('lets no value out of its quotes', () => {
    const value = fc.string({
      unit: fc.constantFrom("'", '\\', '"', ';', ' ', '\n', 'a', '-', '\u0000', '%'),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (device) => {
        const [statement = ''] = statementsFor({ ...base, where: { device } });
        const choices = [...new Set(device)].map(() => `"device" = ''`).join(' OR ');
        expect(withoutLiterals(statement)).toBe(
          `SELECT "speed" FROM "traffic" WHERE time >= 0ms AND time < 10ms AND (${choices}) GROUP BY "device", "lane"`,
        );
      }),
      { seed: SEED, numRuns: 2000, verbose: true },
    );
  });
});

describe('SchemaBook', () => {
  it.each([
    { measurement: 'a b', tags: ['device'], fields: ['v'] },
    { measurement: 'm', tags: ['dev"ice'], fields: ['v'] },
    { measurement: 'm', tags: ['device'], fields: ['time'] },
    { measurement: 'm', tags: ['device'], fields: ['device'] },
  ])('refuses names that InfluxDB has no place for: %j', (schema) => {
    expect(() => new SchemaBook([{ bucket: 'raw', ...schema }])).toThrow(
      expect.objectContaining({ code: 'TIMESERIES_UNKNOWN_NAME', retryable: false }),
    );
  });
});
