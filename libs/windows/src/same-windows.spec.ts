import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { aPoint, windowLayoutOf } from '../test/builders.js';
import {
  affectedWindows,
  lookbackMs,
  recompute,
  SeriesWindows,
  WINDOW_MS,
  windowOf,
  type WindowLayout,
  type WindowPoint,
} from './index.js';

const SEED = 20261123;
const CADENCE_S = 60;
const STEP_MS = 20_000;

interface Message {
  readonly point: WindowPoint;
  /** Log order of the observation's value: the higher one wins. */
  readonly version: number;
}

const value = {
  traffic: fc.double({ min: 0, max: 1e3, noNaN: true }),
  kwh: fc.double({ min: 0, max: 1e6, noNaN: true }),
};

/** Values of one message: any subset of the family's measures. */
function valuesOf(family: string): fc.Arbitrary<Record<string, number>> {
  if (family === 'lighting')
    return fc.record({ kwh: value.kwh, state: fc.nat(3) }, { requiredKeys: [] }) as fc.Arbitrary<
      Record<string, number>
    >;
  const keys = {
    'n.car': value.traffic,
    'n.motorcycle': value.traffic,
    speed: fc.double({ min: 0, max: 160, noNaN: true }),
  };
  return fc.record(keys, { requiredKeys: [] }) as fc.Arbitrary<Record<string, number>>;
}

/** What stands for the stored points: field-wise merge by time, higher version wins. */
class ReferenceStore {
  readonly points = new Map<number, WindowPoint>();

  put(point: WindowPoint): { isNew: boolean } {
    const old = this.points.get(point.time);
    if (old === undefined) {
      this.points.set(point.time, point);
      return { isNew: true };
    }
    const values = old.values.map((was, slot) =>
      Number.isNaN(point.values[slot]) ? was : (point.values[slot] ?? NaN),
    );
    this.points.set(point.time, { ...old, values });
    return { isNew: false };
  }

  between(from: number, to: number): WindowPoint[] {
    return [...this.points.values()]
      .filter((p) => p.time >= from && p.time < to)
      .sort((a, b) => a.time - b.time);
  }
}

/** A processor small enough to be seen right: in-order points are added, all others recompute what they affect. */
function process(layout: WindowLayout, messages: readonly WindowPoint[]): Map<number, Float64Array> {
  const store = new ReferenceStore();
  const rows = new Map<number, Float64Array>();
  let series = new SeriesWindows(layout, CADENCE_S);
  for (const point of messages) {
    const { isNew } = store.put(point);
    if (isNew && point.time > series.newest) {
      series.add(point);
      for (const row of series.drain()) rows.set(row.start, row.values);
      continue;
    }
    const slot = layout.meters[0]?.slot ?? -1;
    const next = store.between(point.time + 1, Infinity).find((p) => !Number.isNaN(p.values[slot] ?? NaN));
    for (const start of affectedWindows(layout, CADENCE_S, point, next?.time ?? null))
      rows.set(start, rowFrom(layout, store, start));
    series = new SeriesWindows(layout, CADENCE_S, store.between(-Infinity, windowOf(series.newest)));
    for (const p of store.between(windowOf(Math.max(...store.points.keys())), Infinity)) series.add(p);
    series.drain();
  }
  return rows;
}

/** Only what the contract of `recompute` asks for. */
function rowFrom(layout: WindowLayout, store: ReferenceStore, start: number): Float64Array {
  const from = start - lookbackMs(CADENCE_S);
  const slot = layout.meters[0]?.slot ?? -1;
  const lead = store.between(-Infinity, from).findLast((p) => !Number.isNaN(p.values[slot] ?? NaN));
  const before = [...(lead === undefined ? [] : [lead]), ...store.between(from, start)];
  return recompute(layout, CADENCE_S, start, before, store.between(start, start + WINDOW_MS));
}

/** A row that nothing is in says the same as no row: a late point's windows are written though it adds nothing there. */
function expectSame(layout: WindowLayout, a: Map<number, Float64Array>, b: Map<number, Float64Array>): void {
  const empty = recompute(layout, CADENCE_S, 0, [], []);
  for (const start of new Set([...a.keys(), ...b.keys()])) {
    const other = b.get(start) ?? empty;
    (a.get(start) ?? empty).forEach((x, i) => {
      const y = other[i] ?? NaN;
      const isSame = Object.is(x, y) || Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y));
      if (!isSame) throw new Error(`${layout.fields[i]} of ${start}: ${x} and ${y}`);
    });
  }
}

function arbitraryMessages(family: string): fc.Arbitrary<Message[]> {
  const layout = windowLayoutOf(family);
  const message = fc.record({
    step: fc.nat(120),
    values: valuesOf(family).filter((values) => Object.keys(values).length > 0),
  });
  return fc.array(message, { minLength: 1, maxLength: 40 }).map((drafts) =>
    // Period and lateness belong to the observation, so they follow from its time.
    drafts.map(({ step, values }, version) => ({
      version,
      point: aPoint(layout, step * STEP_MS, values, {
        periodS: [0, 60, 300][step % 3] ?? 0,
        lateS: (step % 7) * 40,
      }),
    })),
  );
}

describe.each(['traffic', 'lighting'])('windows of %s', (family) => {
  const layout = windowLayoutOf(family);

  it(`are the same incrementally and recomputed (seed ${SEED})`, () => {
    const property = fc.property(arbitraryMessages(family), (messages) => {
      const store = new ReferenceStore();
      for (const { point } of messages) store.put(point);
      const ordered = store.between(-Infinity, Infinity);

      const rows = process(layout, ordered);

      expectSame(
        layout,
        rows,
        new Map([...rows.keys()].map((start) => [start, rowFrom(layout, store, start)])),
      );
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it(`are the same whatever the order of arrival, with repeats and corrections (seed ${SEED})`, () => {
    const scene = arbitraryMessages(family).chain((messages) =>
      fc.tuple(
        fc.constant(messages),
        fc.shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 }),
      ),
    );
    const property = fc.property(scene, ([messages, shuffled]) => {
      expectSame(layout, process(layout, lastWins(shuffled)), process(layout, lastWins(messages)));
    });
    fc.assert(property, { seed: SEED, numRuns: 300 });
  });

  it(`count the seconds of a naive second-by-second reckoning (seed ${SEED})`, () => {
    const property = fc.property(arbitraryMessages(family), (messages) => {
      const store = new ReferenceStore();
      for (const { point } of messages) store.put(point);
      const points = store.between(-Infinity, Infinity);
      for (const [start, row] of process(layout, points)) {
        const seconds = Array.from({ length: 300 }, (_, i) => start + i * 1000);
        const online = seconds.filter((t) => points.some((p) => isOnline(p, t))).length;
        expect(row[layout.index.get('online_s') ?? -1]).toBeCloseTo(online, 6);
        for (const { slot, at } of layout.states) {
          const states = seconds.map((t) => stateAt(points, slot, t));
          for (const s of [0, 1, 2, 3])
            expect(row[at + 1 + s]).toBe(states.filter((state) => state === s).length);
        }
      }
    });
    fc.assert(property, { seed: SEED, numRuns: 200 });
  });
});

/** Leaves of each message the values that are not older than what is stored: a lower log offset never wins. */
function lastWins(messages: readonly Message[]): WindowPoint[] {
  const newest = new Map<string, number>();
  return messages.map(({ point, version }) => {
    const values = point.values.map((x, slot) => {
      const key = `${point.time}|${slot}`;
      if (Number.isNaN(x) || (newest.get(key) ?? -1) > version) return NaN;
      newest.set(key, version);
      return x;
    });
    return { ...point, values };
  });
}

function isOnline(p: WindowPoint, t: number): boolean {
  const hold = 3 * CADENCE_S * 1000;
  return (
    p.arrival <= p.end + hold && t >= p.end && t < Math.min(p.end + hold, p.time + lookbackMs(CADENCE_S))
  );
}

function stateAt(points: readonly WindowPoint[], slot: number, t: number): number | undefined {
  const held = points.findLast((p) => p.time <= t && !Number.isNaN(p.values[slot] ?? NaN));
  return held !== undefined && t < held.time + 3 * CADENCE_S * 1000 ? held.values[slot] : undefined;
}
