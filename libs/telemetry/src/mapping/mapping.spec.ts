import { describe, expect, it } from '@jest/globals';
import { REJECT_REASONS, type RejectReason } from '@app/contracts';
import * as fc from 'fast-check';
import { aDevice, catalogue, layoutOf } from '../../test/builders.js';
import { CodecBook, compileMapping, decode, type Decoded, type DeviceView, mappingSchema } from '../index.js';

const SEED = 20261130;
const ARRIVAL = 1_795_392_300_000; // 2026-11-23T07:05:00+07:00
const EPOCH_S = ARRIVAL / 1000;

function decodeWith(mapping: unknown, body: unknown, over: Partial<DeviceView> = {}): Decoded {
  const device = aDevice({ family: 'air', codec: 'vendor', ...over });
  const row = { id: 'vendor', version: 1, validFrom: 0, family: device.family, mapping };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return decode(new TextEncoder().encode(text), undefined, device, layoutOf(device.family), {
    arrival: ARRIVAL,
    notBefore: 0,
    mappings: CodecBook.of([row], catalogue),
  });
}

function valueOf(decoded: Decoded, family: string, key: string, reading = 0): number | undefined {
  return decoded.readings[reading]?.values[layoutOf(family).index.get(key) ?? -1];
}

function mistakesOf(mapping: unknown, family = 'air'): readonly string[] {
  const compiled = compileMapping(mappingSchema.parse(mapping), layoutOf(family));
  return 'mistakes' in compiled ? compiled.mistakes.map(({ path, message }) => `${path}: ${message}`) : [];
}

const AIR = {
  readings: 'data.records',
  time: { path: 't', format: 'epoch-s' },
  period: { path: '$.data.minutes', unit: 'min' },
  measures: {
    pm25: { path: 'values[name=PM2.5].value', unit: 'mg/m3', ignore: [-999] },
    pm10: 'values[name=PM10].value',
  },
};
const record = (pm25: unknown, pm10: unknown, t: unknown = EPOCH_S): object => ({
  t,
  values: [
    { name: 'PM10', value: pm10 },
    { name: 'PM2.5', value: pm25 },
  ],
});
const message = (...records: object[]): object => ({ data: { minutes: 5, records } });

describe('a mapping', () => {
  it("reads a vendor's array with times, periods and named values, converted to the catalogue's units", () => {
    const decoded = decodeWith(AIR, message(record(0.0123, 40), record(0.02, '41.5', String(EPOCH_S - 300))));

    expect(decoded.faults).toEqual([]);
    expect(decoded.readings.map(({ time, end, periodS }) => [time, end, periodS])).toEqual([
      [ARRIVAL - 300_000, ARRIVAL, 300],
      [ARRIVAL - 600_000, ARRIVAL - 300_000, 300],
    ]);
    expect(valueOf(decoded, 'air', 'pm25')).toBeCloseTo(12.3, 9);
    expect(valueOf(decoded, 'air', 'pm10', 1)).toBe(41.5);
  });

  it('takes what is missing, null or a sentinel as not measured', () => {
    const decoded = decodeWith(AIR, message(record(-999, 40), record(null, 41), record(0.01, undefined)));

    expect(decoded.faults).toEqual([]);
    expect(decoded.readings.map((_, i) => valueOf(decoded, 'air', 'pm25', i))).toEqual([NaN, NaN, 10]);
  });

  it('reads members of an object, their name as the lane, and local times of a pattern', () => {
    const mapping = {
      readings: 'lanes.*',
      time: { path: '$.when', format: 'DD/MM/YYYY HH:mm:ss', zone: '+07:00', stamp: 'start' },
      period: { value: 300 },
      lane: '@key',
      speedKind: 'time',
      measures: { speed: { path: 'v', unit: 'm/s' }, 'n.car': 'cars' },
    };
    const body = { when: '23/11/2026 07:00:00', lanes: { 1: { v: 10, cars: 3 }, 2: { v: 5, cars: 0 } } };
    const decoded = decodeWith(mapping, body, { family: 'traffic', lanes: [1, 2] });

    expect(decoded.readings.map(({ lane, end, tms }) => [lane, end, tms])).toEqual([
      ['1', ARRIVAL, true],
      ['2', ARRIVAL, true],
    ]);
    expect(valueOf(decoded, 'traffic', 'speed')).toBe(36);
  });

  it('maps states, and says which value it does not know', () => {
    const mapping = {
      time: 'ts',
      measures: { state: { path: 's', map: { '0': 'off', '1': 'on', ERR: 'fault' } } },
    };
    const body = [
      { ts: '2026-11-23T00:05:00Z', s: 1 },
      { ts: '2026-11-23T00:05:00Z', s: 'ERR' },
      { ts: '2026-11-23T00:05:00Z', s: 9 },
    ];
    const decoded = decodeWith(mapping, body, { family: 'lighting' });

    expect([0, 1].map((i) => valueOf(decoded, 'lighting', 'state', i))).toEqual([1, 2]);
    expect(decoded.faults).toMatchObject([
      { index: 2, whole: true, reason: 'out_of_range', detail: 'state at s = 9: not among 0, 1, ERR' },
    ]);
  });

  it('counts what identifies somebody although it reads none of it', () => {
    const decoded = decodeWith(AIR, { ...message(record(0.01, 1)), plate: '61A', shots: [{ face: 'x' }] });

    expect([decoded.readings.length, decoded.privacyDropped]).toEqual([1, 2]);
  });

  const golden: [name: string, reason: RejectReason, detail: string, body: unknown][] = [
    ['no JSON', 'not_json', '', '{'],
    ['readings elsewhere', 'empty', 'readings at data.records', { data: {} }],
    ['no readings', 'empty', 'readings at data.records', message()],
    ['text where readings are wanted', 'wrong_type', 'readings at data.records', { data: { records: 'x' } }],
    ['a reading that is a number', 'wrong_type', '7', { data: { minutes: 5, records: [7] } }],
    ['no time', 'no_time', 'time at t is missing', message({ values: [] })],
    ['a time of another unit', 'no_time', 'epoch-s is wanted', message(record(1, 1, ARRIVAL))],
    ['no period', 'wrong_type', 'period at $.data.minutes', { data: { records: [record(1, 1)] } }],
    [
      'words for a number',
      'wrong_type',
      'pm10 at values[name=PM10].value = "n/a"',
      message(record(null, 'n/a')),
    ],
    ['too much', 'out_of_range', 'pm10 at values[name=PM10].value = 1000000', message(record(null, 1e6))],
    ['nothing measured', 'empty', 'nothing at values[name=PM2.5].value', message(record(null, null))],
    ['tomorrow', 'future', 'time at t', message(record(1, 1, EPOCH_S + 86_400))],
    [
      'a repeated key',
      'duplicate_key',
      '"minutes"',
      `{"data":{"minutes":5,"minutes":6,"records":[]}}`.replace('[]', '[{"t":1}]'),
    ],
  ];
  it.each(golden)('refuses %s as %s and names the place', (_, reason, detail, body) => {
    const { faults, readings } = decodeWith(AIR, body);

    expect(readings).toEqual([]);
    expect(faults).toMatchObject([
      { whole: true, reason, detail: expect.stringContaining(detail) as unknown },
    ]);
  });

  it('is for devices of its own family', () => {
    const device = aDevice({ family: 'noise', codec: 'vendor' });
    const mappings = CodecBook.of(
      [{ id: 'vendor', version: 1, validFrom: 0, family: 'air', mapping: AIR }],
      catalogue,
    );
    const { faults } = decode(new TextEncoder().encode('{}'), undefined, device, layoutOf('noise'), {
      arrival: ARRIVAL,
      notBefore: 0,
      mappings,
    });

    expect(faults).toMatchObject([{ reason: 'unknown_codec' }]);
  });

  it(`gives each element one reading or one whole fault, whatever the JSON (seed ${SEED})`, () => {
    const body = fc.oneof(
      fc.json(),
      fc
        .array(fc.record({ t: fc.anything(), values: fc.jsonValue() }), { maxLength: 5 })
        .map((records) => safe({ data: { minutes: 5, records } })),
    );
    fc.assert(
      fc.property(body, (text) => {
        const decoded = decodeWith(AIR, text);
        const whole = decoded.faults.filter((fault) => fault.whole);
        expect(decoded.count).toBe(decoded.readings.length + whole.length);
        expect(decoded.count).toBeGreaterThan(0);
        for (const fault of decoded.faults) expect(REJECT_REASONS).toContain(fault.reason);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});

describe('a mapping that is wrong', () => {
  const time = 't';
  it.each([
    ['an inherited name', { time: 'a.constructor', measures: { pm25: 'x' } }, 'time.path: constructor'],
    ['another inherited name', { time, measures: { pm25: 'x.toString' } }, 'measures.pm25.path: toString'],
    [
      'an inherited name that is searched for',
      { time, measures: { pm25: 'x[__proto__=1]' } },
      'measures.pm25.path: __proto__',
    ],
    ['a path of nine steps', { time, measures: { pm25: 'a.b.c.d.e.f.g.h.i' } }, 'at most 8 steps'],
    ['half a path', { time, measures: { pm25: 'a..b' } }, 'is no step'],
    ['an open bracket', { time, measures: { pm25: 'a[' } }, 'is no step'],
    ['what identifies', { time, measures: { pm25: 'car.plate' } }, 'plate identifies'],
    [
      'a measure of another family',
      { time, measures: { speed: 'v' } },
      'measures.speed: is no measure of air',
    ],
    [
      'a unit of something else',
      { time, measures: { pm25: { path: 'x', unit: 'm/s' } } },
      'one of ug/m3, mg/m3',
    ],
    [
      'an inherited name for a unit',
      { time, measures: { pm25: { path: 'x', unit: 'constructor' } } },
      'constructor can',
    ],
    [
      'unit and factor',
      { time, measures: { pm25: { path: 'x', unit: 'mg/m3', factor: 2 } } },
      'either a unit',
    ],
    ['neither path nor value', { time, measures: { pm25: {} } }, 'either a path or a value'],
    [
      'a local time without zone',
      { time: { path: 't', format: 'YYYY-MM-DD HH:mm' }, measures: { pm25: 'x' } },
      'needs its offset',
    ],
    [
      'a pattern without day',
      { time: { path: 't', format: 'YYYY-MM HH:mm', zone: '+07:00' }, measures: { pm25: 'x' } },
      'has no DD',
    ],
    [
      'a state that is none',
      { time, measures: { pm25: { path: 'x', map: { a: 'on' } } } },
      'a number is wanted',
    ],
    ['members where one is read', { time, measures: { pm25: 'x.*' } }, '`readings` only'],
  ])('is refused with its place: %s', (_, mapping, words) => {
    expect(mistakesOf(mapping).join('; ')).toContain(words);
  });

  it('is told everything at once', () => {
    expect(mistakesOf({ time: 'a[', measures: { speed: 'v', pm25: {} } })).toHaveLength(3);
  });
});

describe('the versions of a codec', () => {
  const version = (n: number, validFrom: number, path: string): object => ({
    id: 'v',
    version: n,
    validFrom,
    family: 'air',
    mapping: { time: 'ts', measures: { pm25: path } },
  });
  const rows = [version(1, 1000, 'a'), version(2, 2000, 'b')] as Parameters<typeof CodecBook.of>[0];

  it('decode what arrives from their moment on', () => {
    const book = CodecBook.of(rows, catalogue);
    const path = (arrival: number): string | undefined => book.at('v', arrival)?.measures[0]?.path?.text;

    expect([999, 1000, 1999, 2000].map(path)).toEqual([undefined, 'a', 'a', 'b']);
  });

  it('are made ready once', () => {
    const book = CodecBook.of(rows, catalogue);

    expect(CodecBook.of(rows, catalogue, book).at('v', 2000)).toBe(book.at('v', 2000));
  });
});

/** JSON of anything, without what JSON can't say. */
function safe(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ??
    'null'
  );
}
