import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { itemsOf, type SeriesRow, type TimeSeries } from '@app/time-series';
import { ALL, DAY, MINUTE, NOVEMBER, reading, traffic } from './traffic-rows.js';

const SEED = 1338;

/** Promise 3 of the design, for a store: any order, repetition and grouping of the same writes. */
export function convergingCases(current: () => TimeSeries): void {
  describe('converging', () => {
    let series: TimeSeries;
    beforeEach(() => {
      series = current();
    });

    it('stores the same rows whatever the order, repetition and grouping of the writes', async () => {
      let round = 0;
      const write = fc.record({
        device: fc.constantFrom('a', 'b', 'c'),
        slot: fc.integer({ min: 0, max: 8 }),
        fields: fc.dictionary(fc.constantFrom('n_car', 'speed', '_period'), fc.integer({ min: 0, max: 99 })),
      });
      const scenario = fc.record({
        writes: fc.array(write, { minLength: 1, maxLength: 40 }),
        cuts: fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
        shuffle: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      });

      await fc.assert(
        fc.asyncProperty(scenario, async ({ writes, cuts, shuffle }) => {
          // Each round has an hour to itself around the turn of a month, so that it needs no new store.
          const base = NOVEMBER + 30 * DAY - 4 * MINUTE + (round++ - 20) * 60 * MINUTE;
          const rows = writes.map((w) => reading(w.device, base + w.slot * MINUTE, w.fields));
          const expected = model(rows);

          await writeInGroups(series, shuffled(rows, shuffle), cuts);

          expect(itemsOf(await series.read({ ...ALL, from: base, to: base + 60 * MINUTE }))).toEqual(
            expected,
          );
        }),
        { seed: SEED, numRuns: 40, verbose: true },
      );
    });
  });
}

/** The rows that must be stored: by identity, each field as written last. */
function model(rows: readonly SeriesRow[]): SeriesRow[] {
  const byIdentity = new Map<string, SeriesRow>();
  for (const row of rows) {
    const key = identity(row);
    if (Object.keys(row.fields).length === 0) continue;
    byIdentity.set(key, { ...row, fields: { ...byIdentity.get(key)?.fields, ...row.fields } });
  }
  return [...byIdentity.values()].sort((a, b) => {
    const [x, y] = [a.tags['device'] ?? '', b.tags['device'] ?? ''];
    return x === y ? a.time - b.time : x < y ? -1 : 1;
  });
}

const identity = ({ tags, time }: SeriesRow): string => `${tags['device'] ?? ''}@${time}`;

/** Moves whole identities about, keeping the order of the writes to each, and repeats some writes at once. */
function shuffled(rows: readonly SeriesRow[], random: fc.Stream<number>): SeriesRow[] {
  const draws = random[Symbol.iterator]();
  const next = (): number => Number(draws.next().value);
  const queues = new Map<string, SeriesRow[]>();
  for (const row of rows) queues.set(identity(row), [...(queues.get(identity(row)) ?? []), row]);
  const result: SeriesRow[] = [];
  let open = [...queues.values()];
  while (open.length > 0) {
    const row = open[Math.min(open.length - 1, Math.floor(next() * open.length))]?.shift();
    if (row) result.push(row, ...(next() < 0.3 ? [row] : []));
    open = open.filter((queue) => queue.length > 0);
  }
  return result;
}

/** Cuts the rows into calls, some of several parts, and starts some calls before the last has resolved. */
async function writeInGroups(
  series: TimeSeries,
  rows: readonly SeriesRow[],
  cuts: fc.Stream<number>,
): Promise<void> {
  const sizes = cuts[Symbol.iterator]();
  const pending: Promise<unknown>[] = [];
  for (let at = 0; at < rows.length;) {
    const size = 1 + Number(sizes.next().value);
    const half = at + Math.ceil(size / 2);
    pending.push(series.write([traffic(...rows.slice(at, half)), traffic(...rows.slice(half, at + size))]));
    if (size > 3) await Promise.all(pending.splice(0));
    at += size;
  }
  await Promise.all(pending);
}
