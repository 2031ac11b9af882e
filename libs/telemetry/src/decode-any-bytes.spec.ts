import { describe, expect, it } from '@jest/globals';
import { REJECT_REASONS } from '@app/contracts';
import * as fc from 'fast-check';
import { aDevice, layoutOf } from '../test/builders.js';
import { decode } from './index.js';
import { parseTime } from './native/parse-time.js';

const SEED = 20261123;
const ARRIVAL = 1_795_392_300_000;
const layout = layoutOf('traffic');
const ctx = { arrival: ARRIVAL, notBefore: 0 };

const key = fc.constantFrom(
  'ts',
  'period',
  'lane',
  'n',
  'speed',
  'speedKind',
  'plate',
  '__proto__',
  'car',
  'x',
  'constructor',
);
const time = fc.constantFrom('2026-11-23T07:05:00+07:00', '2026-11-23T00:05:00Z', '2026-11-23', '');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.double(),
    fc.integer(),
    time,
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((pairs) => ({ pairs })),
}));

/** JSON text with repeated keys, which objects can't hold. */
function write(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(write).join(',')}]`;
  if (typeof node === 'object' && node !== null) {
    const { pairs } = node as { pairs: [string, unknown][] };
    return `{${pairs.map(([name, inner]) => `${JSON.stringify(name)}:${write(inner)}`).join(',')}}`;
  }
  return JSON.stringify(node) ?? 'null';
}

function holds(payload: Uint8Array): void {
  const decoded = decode(payload, undefined, aDevice({ lanes: [1] }), layout, ctx);
  const whole = decoded.faults.filter((fault) => fault.whole);
  expect(decoded.count).toBe(decoded.readings.length + whole.length);
  expect(decoded.count).toBeGreaterThan(0);
  expect(new Set([...whole, ...decoded.readings].map(({ index }) => index)).size).toBe(decoded.count);
  for (const fault of decoded.faults) expect(REJECT_REASONS).toContain(fault.reason);
  for (const reading of decoded.readings) {
    expect(reading.values.some((v) => Number.isFinite(v))).toBe(true);
    expect(Number.isInteger(reading.time) && reading.end >= reading.time).toBe(true);
  }
}

describe('decode of anything', () => {
  it(`gives each element one reading or one whole fault, whatever the bytes (seed ${SEED})`, () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), holds), { seed: SEED, numRuns: 500 });
  });

  it(`gives each element one reading or one whole fault, whatever the JSON (seed ${SEED})`, () => {
    const text = value.map((node) => new TextEncoder().encode(write(node)));
    fc.assert(fc.property(text, holds), { seed: SEED, numRuns: 3000 });
  });

  it(`finds a repeated key exactly where there is one (seed ${SEED})`, () => {
    const names = fc.array(fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' }), { maxLength: 60 });
    const property = fc.property(names, (keys) => {
      const text = `{"ts":"2026-11-23T00:05:00Z","speed":1,"k":{${keys.map((k) => `${JSON.stringify(k)}:1`).join(',')}}}`;
      const { faults } = decode(new TextEncoder().encode(text), undefined, aDevice(), layout, ctx);
      const isRepeated = new Set(keys).size < keys.length;
      expect(faults.some((fault) => fault.reason === 'duplicate_key')).toBe(isRepeated);
    });
    fc.assert(property, { seed: SEED, numRuns: 1000 });
  });
});

describe('parseTime', () => {
  it(`agrees with the platform on every instant (seed ${SEED})`, () => {
    const instant = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (date) => expect(parseTime(date.toISOString())).toBe(date.getTime())),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it.each([
    ['2026-11-23T07:05:00+07:00', 1_795_392_300_000],
    ['2026-11-22t20:35:00.1239-03:30', 1_795_392_300_123],
    ['2024-02-29T00:00:00z', 1_709_164_800_000],
    ['2016-12-31T23:59:60Z', 1_483_228_800_000],
    ['2023-02-29T00:00:00Z', NaN],
    ['2026-11-23T24:00:00Z', NaN],
    ['2026-11-23T07:05:00+24:00', NaN],
    ['2026-11-23T07:05Z', NaN],
  ])('reads %s as %p', (text, ms) => {
    expect(parseTime(text)).toBe(ms);
  });
});
