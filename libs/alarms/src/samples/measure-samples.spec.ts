import { describe, expect, it } from '@jest/globals';
import { aDevice, aStation, gaugeTable, ruleOf, slot } from '../../test/fixtures.js';
import { measureSamples, type MeasureContext } from './measure-samples.js';
import type { MeasureRule } from '../rule/rule.schema.js';
import type { SlotTable } from './slots.js';

const context = (slots: number, more: Partial<MeasureContext> = {}): MeasureContext => ({
  kind: 'gauge',
  now: slot(slots),
  airLimit: () => null,
  ...more,
});

/** Verdicts and values of a one-device station, as text. */
function judged(
  rule: MeasureRule,
  table: SlotTable,
  given: MeasureContext,
  station = aStation([aDevice('a')]),
  from = slot(0),
): string[] {
  const watched = { type: 'station', id: 'st', station, devices: station.devices } as const;
  return measureSamples(rule, watched, table, from, given).map(
    ({ verdict, value }) => `${verdict} ${value ?? '-'}`,
  );
}

describe('samples of a measure', () => {
  const above = ruleOf('threshold', { measure: 'air.pm25', direction: 'above', limit: 50, clear: 40 });

  it('breach above the limit, clear below where it clears, and are neither between', () => {
    expect(judged(above, gaugeTable({ a: [60, 45, 40, 50] }), context(4))).toEqual([
      'breach 60',
      'between 45',
      'clear 40',
      'between 50',
    ]);
  });

  it('breach below the limit when that is the bad side', () => {
    const below = ruleOf('threshold', { measure: 'air.pm25', direction: 'below', limit: 10, clear: 12 });

    expect(judged(below, gaugeTable({ a: [9, 11, 12] }), context(3))).toEqual([
      'breach 9',
      'between 11',
      'clear 12',
    ]);
  });

  it('are missing with too few readings, and wait for those that may still come', () => {
    const sparse = gaugeTable({ a: [60, 60, 60] }, 2);

    expect(judged(above, sparse, context(1))).toEqual([]);
    expect(judged(above, sparse, { ...context(0), now: slot(3) + 120_000 })).toEqual([
      'missing -',
      'missing -',
      'missing -',
    ]);
  });

  it('end at the first slot that may still get readings', () => {
    expect(judged(above, gaugeTable({ a: [60, null] }), context(2))).toEqual(['breach 60']);
    expect(
      judged(above, gaugeTable({ a: [60, null, 60] }), { ...context(0), now: slot(3) + 120_000 }),
    ).toEqual(['breach 60', 'missing -', 'breach 60']);
  });

  it('are means over all devices of a station, by readings', () => {
    const station = aStation([aDevice('a'), aDevice('b')]);

    expect(judged(above, gaugeTable({ a: [80], b: [20] }), context(1), station)).toEqual(['between 50']);
  });

  it('of a longer window are its mean', () => {
    const rule = ruleOf('threshold', { measure: 'air.pm25', direction: 'above', limit: 50, window: '15min' });

    expect(judged(rule, gaugeTable({ a: [30, 60, 90] }), context(3), undefined, slot(2))).toEqual([
      'breach 60',
    ]);
  });

  it("take a limit from the station's facts as of the date, and leave out stations without", () => {
    const rule = ruleOf('threshold', {
      measure: 'air.pm25',
      direction: 'above',
      limit: { fact: 'floodLevels.bd1', factor: 2 },
    });
    const facts = [{ key: 'floodLevels', value: { bd1: 20 }, validFrom: slot(1), validTo: null }];

    expect(judged(rule, gaugeTable({ a: [45, 45] }), context(2), aStation([aDevice('a')], facts))).toEqual([
      'gone -',
      'breach 45',
    ]);
  });

  it('compare the ratio to a fact', () => {
    const rule = ruleOf('threshold', {
      measure: 'air.pm25',
      direction: 'above',
      limit: 1.5,
      relative: { fact: 'segment.freeFlowKmh', as: 'factOverValue' },
    });
    const facts = [{ key: 'segment', value: { freeFlowKmh: 60 }, validFrom: 0, validTo: null }];

    expect(judged(rule, gaugeTable({ a: [30, 60] }), context(2), aStation([aDevice('a')], facts))).toEqual([
      'breach 2',
      'clear 1',
    ]);
  });

  it('of a band breach outside it on either side', () => {
    const rule = ruleOf('band', { measure: 'air.pm25', low: 10, high: 20, margin: 2 });

    expect(judged(rule, gaugeTable({ a: [9, 11, 15, 21] }), context(4))).toEqual([
      'breach 9',
      'between 11',
      'clear 15',
      'breach 21',
    ]);
  });

  it('of a rate are the change an hour', () => {
    const rule = ruleOf('rate', { measure: 'air.pm25', over: 10, direction: 'either', limit: 30 });

    expect(judged(rule, gaugeTable({ a: [10, 10, 20, 10, 10] }), context(5), undefined, slot(2))).toEqual([
      'breach 60',
      'clear 0',
      'breach -60',
    ]);
  });

  it('of a frozen value breach while no reading of the window differs', () => {
    const rule = ruleOf('frozen', { measure: 'air.pm25', window: 30, except: [0] });
    const table = gaugeTable({ a: [7, 5, 5, 5, 5, 5, 5, 5.1] });

    expect(judged(rule, table, context(8), undefined, slot(5))).toEqual([
      'clear 2',
      'breach 0',
      'clear 0.09999999999999964',
    ]);
    expect(judged(rule, gaugeTable({ a: [0, 0, 0, 0, 0, 0] }), context(6), undefined, slot(5))).toEqual([
      'missing -',
    ]);
  });

  it('of a frozen value begin when the device has been in service for a whole window', () => {
    const rule = ruleOf('frozen', { measure: 'air.pm25', window: 30 });
    const begun = aStation([aDevice('a', 60, { active: [{ from: slot(2), to: null }] })]);
    const table = gaugeTable({ a: [5, 5, 5, 5, 5, 5, 5, 5] });

    expect(judged(rule, table, context(8), begun, slot(2))).toEqual([
      'missing -',
      'missing -',
      'missing -',
      'missing -',
      'missing -',
      'breach 0',
    ]);
  });

  it('end with the service of the devices, and leave excluded times out', () => {
    const retired = aStation([aDevice('a', 60, { active: [{ from: 0, to: slot(1) }] })]);
    const excluded = aStation([aDevice('a', 60, { excluded: [{ from: slot(0), to: slot(1) }] })]);

    expect(judged(above, gaugeTable({ a: [60, 60] }), context(2), retired)).toEqual(['breach 60', 'gone -']);
    expect(judged(above, gaugeTable({ a: [60, 60] }), context(2), excluded)).toEqual([
      'missing -',
      'breach 60',
    ]);
  });
});
