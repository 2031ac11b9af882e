import { describe, expect, it } from '@jest/globals';
import type { RejectReason } from '@app/contracts';
import { aDevice, layoutOf } from '../test/builders.js';
import { decode, type Decoded, type DeviceView } from './index.js';

const ARRIVAL = 1_795_392_300_000; // 2026-11-23T07:05:00+07:00
const TS = '2026-11-23T07:05:00+07:00';
const ctx = { arrival: ARRIVAL, notBefore: ARRIVAL - 86_400_000 };

function decodeText(text: string, over: Partial<DeviceView> = {}, contentType?: string): Decoded {
  const device = aDevice(over);
  return decode(new TextEncoder().encode(text), contentType, device, layoutOf(device.family), ctx);
}

const decodeJson = (value: unknown, over: Partial<DeviceView> = {}): Decoded =>
  decodeText(JSON.stringify(value), over);

function slot(family: string, key: string): number {
  return layoutOf(family).index.get(key) ?? -1;
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('decode', () => {
  it('reads the reading of the design page', () => {
    const text = `{"ts":"${TS}","period":300,"lane":1,
      "n":{"motorcycle":412,"car":96,"bus_small":3,"truck2":11,"truck3":2},"speed":27.4,"occupancy":31}`;

    const { readings, faults, count } = decodeText(text, { lanes: [1, 2] });

    expect({ faults, count }).toEqual({ faults: [], count: 1 });
    expect(readings[0]).toMatchObject({
      time: ARRIVAL - 300_000,
      end: ARRIVAL,
      periodS: 300,
      lane: '1',
      tms: false,
    });
    expect(readings[0]?.values[slot('traffic', 'n.motorcycle')]).toBe(412);
    expect(readings[0]?.values[slot('traffic', 'n.trailer')]).toBeNaN();
    expect(readings[0]?.values[slot('traffic', 'speed')]).toBe(27.4);
  });

  it('takes ts as the start where the profile says so', () => {
    const { readings } = decodeJson(
      { ts: '2026-11-23T07:00:00+07:00', period: 300, speed: 3 },
      { stamp: 'start' },
    );

    expect(readings[0]).toMatchObject({ time: ARRIVAL - 300_000, end: ARRIVAL });
  });

  it('takes a reading without a period as an instant', () => {
    const { readings } = decodeJson({ ts: '2026-11-23T00:05:00Z', speed: 3 });

    expect(readings[0]).toMatchObject({ time: ARRIVAL, end: ARRIVAL, periodS: 0, lane: '' });
  });

  it('flags a time-mean speed', () => {
    expect(decodeJson({ ts: TS, speed: 3, speedKind: 'time' }).readings[0]?.tms).toBe(true);
    expect(decodeJson({ ts: TS, speed: 3, speedKind: 'space' }).readings[0]?.tms).toBe(false);
  });

  it('drops a speed of unknown kind and keeps the counts', () => {
    const { readings, faults } = decodeJson({ ts: TS, speed: 3, n: { car: 1 }, speedKind: 'mean' });

    expect(readings[0]?.values[slot('traffic', 'speed')]).toBeNaN();
    expect(faults).toMatchObject([{ index: 0, whole: false, reason: 'wrong_type' }]);
  });

  it.each([
    ['off', 0],
    ['on', 1],
    ['fault', 2],
    ['unreachable', 3],
    [2, 2],
  ])('stores the lamp state %p as %p', (state, stored) => {
    const { readings } = decodeJson({ ts: TS, state }, { family: 'lighting' });

    expect(readings[0]?.values[slot('lighting', 'state')]).toBe(stored);
  });

  it('takes the only lane where none is named', () => {
    expect(decodeJson({ ts: TS, speed: 3 }, { lanes: [4] }).readings[0]?.lane).toBe('4');
  });

  it('lets the keys of gateways and message numbers pass', () => {
    const { readings, faults } = decodeJson({ device: 'x', id: 7, seq: 1, ts: TS, speed: 3 });

    expect([readings.length, faults.length]).toEqual([1, 0]);
  });

  it('drops and counts what identifies somebody, at any depth', () => {
    const reading = {
      ts: TS,
      speed: 3,
      plate: '61A-1',
      Face_Crops: [],
      n: { car: 1, vehicle_ids: [1] },
      raw: { image: '' },
    };

    const { readings, faults, privacyDropped } = decodeJson(reading);

    expect(readings).toHaveLength(1);
    expect(privacyDropped).toBe(4);
    expect(faults).toMatchObject([{ whole: false, reason: 'unknown_measure' }]);
    expect(JSON.stringify(faults)).not.toContain('61A');
  });

  it('stores what is valid of a reading and lists the rest', () => {
    const { readings, faults, count } = decodeJson({ ts: TS, speed: -999, n: { car: 3, tank: 1 }, noise: 5 });

    expect([readings.length, count]).toEqual([1, 1]);
    expect(faults.map(({ reason, whole }) => [reason, whole])).toEqual([
      ['out_of_range', false],
      ['unknown_measure', false],
      ['unknown_measure', false],
    ]);
  });

  it('judges the elements of an array one by one', () => {
    const text = `[{"ts":"${TS}","speed":1},{"ts":"${TS}","speed":1,"speed":2},7,{},{"ts":"${TS}","speed":400},
      {"ts":"${TS}","constructor":1},{"ts":"${TS}","n":{"car":1,"c\\u0061r":2}},{"ts":"${TS}","speed":5}]`;

    const { readings, faults, count } = decodeText(text);

    expect(readings.map(({ index }) => index)).toEqual([0, 7]);
    expect(faults.map(({ index, reason, whole }) => [index, reason, whole])).toEqual([
      [1, 'duplicate_key', true],
      [2, 'wrong_type', true],
      [3, 'empty', true],
      [4, 'out_of_range', true],
      [5, 'forbidden_key', true],
      [6, 'duplicate_key', true],
    ]);
    expect(count).toBe(8);
  });

  const many = Array.from({ length: 40 }, (_, i) => `"k${i}":0`).join(',');
  const golden: [name: string, reason: RejectReason, text: string, over?: Partial<DeviceView>][] = [
    ['binary', 'not_json', '\u0000\u0001\u0002'],
    ['a cut message', 'not_json', `{"ts":"${TS}","speed":`],
    ['a byte order mark', 'not_json', `\uFEFF{"ts":"${TS}","speed":1}`],
    ['nothing', 'empty', ''],
    ['white space', 'empty', ' \n'],
    ['an empty array', 'empty', '[]'],
    ['an empty object', 'empty', '{}'],
    ['a reading without measures', 'empty', `{"ts":"${TS}"}`],
    ['only a plate', 'empty', `{"ts":"${TS}","plate":"61A"}`],
    ['a number', 'wrong_type', '7'],
    ['null', 'wrong_type', 'null'],
    ['a measure as text', 'wrong_type', `{"ts":"${TS}","speed":"27"}`],
    ['a measure that is null', 'wrong_type', `{"ts":"${TS}","speed":null}`],
    ['counts as a number', 'wrong_type', `{"ts":"${TS}","n":7}`],
    ['a period as text', 'wrong_type', `{"ts":"${TS}","period":"300","speed":1}`],
    ['a lane as text', 'wrong_type', `{"ts":"${TS}","lane":"1","speed":1}`, { lanes: [1] }],
    ['10,000 levels', 'too_deep', nested(10_000)],
    ['unclosed levels', 'too_deep', '['.repeat(200_000)],
    ['nine levels', 'too_deep', `{"ts":"${TS}","x":${nested(8)}}`],
    ['a repeated key', 'duplicate_key', `{"ts":"${TS}","ts":"${TS}","speed":1}`],
    ['a repeated key among many', 'duplicate_key', `{"ts":"${TS}",${many},"k3":1}`],
    ['__proto__', 'forbidden_key', `{"ts":"${TS}","__proto__":{"speed":1},"speed":1}`],
    ['an escaped __proto__', 'forbidden_key', `{"ts":"${TS}","n":{"\\u005f_proto__":1},"speed":1}`],
    ['prototype', 'forbidden_key', `{"ts":"${TS}","prototype":1,"speed":1}`],
    ['no ts', 'no_time', '{"speed":1}'],
    ['epoch seconds', 'no_time', '{"ts":1795392300,"speed":1}'],
    ['local time without offset', 'no_time', '{"ts":"2026-11-23T07:05:00","speed":1}'],
    ['a spreadsheet date', 'no_time', '{"ts":"10/2/12","speed":1}'],
    ['30 February', 'no_time', '{"ts":"2026-02-30T00:00:00Z","speed":1}'],
    ['an unknown measure', 'unknown_measure', `{"ts":"${TS}","mood":1}`],
    [
      'a measure of another profile',
      'unknown_measure',
      `{"ts":"${TS}","speed":1}`,
      { measures: new Set(['occupancy']) },
    ],
    ['an unknown lane', 'unknown_dimension', `{"ts":"${TS}","lane":3,"speed":1}`, { lanes: [1, 2] }],
    ['no lane of two', 'unknown_dimension', `{"ts":"${TS}","speed":1}`, { lanes: [1, 2] }],
    ['a lane of a device without', 'unknown_dimension', `{"ts":"${TS}","lane":1,"speed":1}`],
    ['a foreign direction', 'unknown_dimension', `{"ts":"${TS}","direction":"north","speed":1}`],
    ['a sentinel', 'out_of_range', `{"ts":"${TS}","speed":-999}`],
    ['infinity', 'out_of_range', `{"ts":"${TS}","speed":1e999}`],
    ['a negative count', 'out_of_range', `{"ts":"${TS}","n":{"car":-1}}`],
    ['65535 motorcycles in 5 min', 'out_of_range', `{"ts":"${TS}","period":300,"n":{"motorcycle":65535}}`],
    ['a period of 0', 'out_of_range', `{"ts":"${TS}","period":0,"speed":1}`],
    ['an unknown state', 'out_of_range', `{"ts":"${TS}","state":"constructor"}`, { family: 'lighting' }],
    ['a state between two', 'out_of_range', `{"ts":"${TS}","state":0.5}`, { family: 'lighting' }],
    ['tomorrow', 'future', '{"ts":"2026-11-24T07:05:00+07:00","speed":1}'],
    ['last year', 'too_old', '{"ts":"2025-11-23T07:05:00+07:00","speed":1}'],
    ['1 MB and one byte', 'too_large', ' '.repeat(1_048_577)],
    [
      '257 keys',
      'too_large',
      `{"ts":"${TS}","speed":1,${Array.from({ length: 255 }, (_, i) => `"k${i}":0`).join(',')}}`,
    ],
    ['10,001 readings', 'too_large', `[${'{},'.repeat(10_000)}{}]`],
    ['a codec not known', 'unknown_codec', `{"ts":"${TS}","speed":1}`, { codec: 'sparkplug' }],
  ];
  it.each(golden.map(([name, reason, ...rest]) => ({ name, reason, rest })))(
    'rejects $name as $reason',
    ({ reason, rest }) => {
      const [text, over] = rest;
      const { readings, faults, count } = decodeText(text, over);

      expect(faults.map((fault) => [fault.reason, fault.whole])).toEqual([[reason, true]]);
      expect([readings.length, count]).toEqual([0, 1]);
    },
  );

  it('rejects bytes that are not UTF-8', () => {
    const { faults } = decode(
      new Uint8Array([0x22, 0xff, 0x22]),
      undefined,
      aDevice(),
      layoutOf('traffic'),
      ctx,
    );

    expect(faults).toMatchObject([{ index: -1, whole: true, reason: 'not_json' }]);
  });

  it.each(['application/json; charset=utf-8', 'application/octet-stream', 'application/vnd.nhippho+json'])(
    'reads content of type %s',
    (type) => {
      expect(decodeText(`{"ts":"${TS}","speed":1}`, {}, type).readings).toHaveLength(1);
    },
  );

  it('lets a content type that it does not know override the codec', () => {
    const { faults } = decodeText('[]', {}, 'application/senml+json');

    expect(faults).toMatchObject([{ reason: 'unknown_codec', detail: 'application/senml+json' }]);
  });

  it('keeps details short and free of control characters', () => {
    const { faults } = decodeJson({ ts: TS, [`\u0007\u202e${'k'.repeat(500)}`]: 1, speed: 1 });

    expect(faults[0]?.detail.length).toBeLessThanOrEqual(120);
    expect(faults[0]?.detail).toMatch(/^\?\?k+/);
  });

  it('lists at most 16 measure faults of a reading', () => {
    const keys = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, 1]));

    expect(decodeJson({ ts: TS, speed: 1, ...keys }).faults).toHaveLength(16);
    expect(decodeJson({ ts: TS, ...keys })).toMatchObject({
      count: 1,
      faults: [{ reason: 'unknown_measure' }],
    });
  });
});
