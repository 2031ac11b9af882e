import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CYCLE_STEPS, type CycleStep } from '../cycle/cycle-probe.js';
import { aDevice, Harness, T0 } from '../../test/harness.js';

const SEED = 20_261_123;
const MINUTE = 60_000;
const at = (ms: number): string => new Date(ms).toISOString();
const DEVICES = [
  aDevice({ id: 'cam', family: 'traffic', lanes: [1, 2] }),
  aDevice({ id: 'lamp', family: 'lighting', cadenceS: 300 }),
  aDevice({ id: 'meter', family: 'energy', cadenceS: 900 }),
  aDevice({ id: 'noise', family: 'noise', cadenceS: 300 }),
  aDevice({ id: 'air', family: 'air', cadenceS: 300 }),
];
const FAMILIES = ['traffic', 'lighting', 'energy', 'noise', 'air'];

/** One delivery: identity (device, lane, time) decides its arrival, so that the first arrival has no order. */
interface Delivery {
  readonly device: string;
  readonly time: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const minutes = (step: number, most: number) =>
  fc.integer({ min: 0, max: most }).map((i) => T0 + i * step * MINUTE);
const camera = fc
  .record({
    time: minutes(1, 40),
    lane: fc.constantFrom(1, 2),
    car: fc.nat(50),
    speed: fc.integer({ min: 1, max: 90 }),
  })
  .map(({ time, lane, car, speed }): Delivery => ({
    device: 'cam',
    time,
    body: { ts: at(time), period: 60, lane, n: { car, motorcycle: car * 7 }, speed: speed / 3 },
  }));
const lamp = fc
  .record({ time: minutes(5, 8), kwh: fc.nat(1000), state: fc.constantFrom('off', 'on', 'fault') })
  .map(({ time, kwh, state }): Delivery => ({
    device: 'lamp',
    time,
    body: { ts: at(time), kwh: kwh / 7, state },
  }));
const meter = fc
  .record({ time: minutes(15, 8), kwh: fc.nat(1000) })
  .map(({ time, kwh }): Delivery => ({ device: 'meter', time, body: { ts: at(time), kwh: kwh / 3 } }));
const noise = fc
  .record({ time: minutes(5, 10), laeq: fc.integer({ min: 30, max: 100 }) })
  .map(({ time, laeq }): Delivery => ({
    device: 'noise',
    time,
    body: { ts: at(time), period: 300, laeq: laeq + 0.1 },
  }));
const air = fc.record({ time: minutes(5, 10), pm25: fc.nat(200) }).map(({ time, pm25 }): Delivery => ({
  device: 'air',
  time,
  body: { ts: at(time), period: 300, pm25: pm25 / 9 },
}));

const identity = ({ device, time, body }: Delivery): string => `${device}|${String(body['lane'])}|${time}`;

/** How the same observations are delivered another time. */
interface Plan {
  readonly order: readonly number[];
  readonly again: readonly number[];
  readonly perMessage: readonly number[];
  readonly perCycle: readonly number[];
  readonly restarts: readonly boolean[];
  readonly crashes: readonly (CycleStep | null)[];
}

const cases = fc
  .array(fc.oneof(camera, camera, lamp, meter, noise, air), { minLength: 1, maxLength: 60 })
  .chain((deliveries) =>
    fc.record({
      deliveries: fc.constant(deliveries),
      plan: fc.record({
        order: fc.array(fc.nat(), { minLength: deliveries.length, maxLength: deliveries.length }),
        again: fc.array(fc.nat(), { maxLength: 20 }),
        perMessage: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 10 }),
        perCycle: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 10 }),
        restarts: fc.array(fc.boolean(), { minLength: 1, maxLength: 10 }),
        crashes: fc.array(fc.option(fc.constantFrom(...CYCLE_STEPS), { freq: 2 }), {
          minLength: 1,
          maxLength: 10,
        }),
      }),
    }),
  );

/** Another order in which deliveries of one identity keep theirs (the later one wins), with some repeated. */
function reordered(deliveries: readonly Delivery[], plan: Plan): Delivery[] {
  const keyed = deliveries.map((delivery, i) => ({ delivery, key: plan.order[i] ?? 0, i }));
  const keys = new Map<string, number[]>();
  for (const { delivery, key } of keyed) {
    const list = keys.get(identity(delivery)) ?? [];
    keys.set(identity(delivery), [...list, key]);
  }
  for (const list of keys.values()) list.sort((a, b) => a - b);
  const placed = keyed.map((one) => ({ ...one, key: keys.get(identity(one.delivery))?.shift() ?? 0 }));
  const result = placed.sort((a, b) => a.key - b.key || a.i - b.i).map(({ delivery }) => delivery);
  for (const n of plan.again) {
    const from = n % result.length;
    const copy = result[from];
    if (copy === undefined) continue;
    // A repeat comes before the next delivery of the same identity, or it would be a correction back.
    const next = result.findIndex((d, i) => i > from && identity(d) === identity(copy));
    const last = next < 0 ? result.length : next;
    result.splice(from + 1 + (n % (last - from)), 0, copy);
  }
  return result;
}

async function run(deliveries: readonly Delivery[], plan: Plan | null) {
  const city = await Harness.open({ devices: DEVICES });
  await city.restart();
  city.clock.set(T0 + 300 * MINUTE);
  let size = 0;
  for (let i = 0, m = 0; i < deliveries.length; i += size, m++) {
    const first = deliveries[i];
    if (first === undefined) break;
    const wanted = plan?.perMessage[m % plan.perMessage.length] ?? 1;
    // A message has one arrival and one device: it ends where either changes.
    size = 1;
    while (
      size < wanted &&
      deliveries[i + size]?.device === first.device &&
      deliveries[i + size]?.time === first.time
    )
      size++;
    const bodies = deliveries.slice(i, i + size).map(({ body }) => body);
    await city.send(first.device, bodies.length === 1 ? bodies[0] : bodies, first.time + 5 * MINUTE);
  }
  for (let c = 0; ; c++) {
    if (plan?.restarts[c % plan.restarts.length] === true) await city.restart();
    // A cycle crashes once at most, or it would never end.
    city.probe.crashAt = c % 2 === 0 ? (plan?.crashes[(c / 2) % plan.crashes.length] ?? null) : null;
    if ((await city.cycle(plan === null ? 2 : plan.perCycle[c % plan.perCycle.length])) === null) break;
  }
  const windows = new Map<string, Record<string, number>>();
  for (const family of FAMILIES) {
    for (const [key, row] of await city.rows('windows', family)) {
      // A window that holds nothing says the same as none.
      if (Object.values(row).some((value) => value !== 0)) windows.set(`${family}|${key}`, row);
    }
  }
  const { stored, corrected, duplicate } = city.registry.totals();
  await city.log.close();
  return { windows, counts: { stored, corrected, duplicate } };
}

describe(`[DESIGN 2.3] the same observations (seed ${SEED})`, () => {
  it('give the same windows in any order, repeated, split and with restarts and crashes in between', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ deliveries, plan }) => {
        const inOrder = [...deliveries].sort((a, b) => a.time - b.time);
        const other = reordered(deliveries, plan);

        const [a, b] = [await run(inOrder, null), await run(other, plan)];

        expect([...b.windows.keys()].sort()).toEqual([...a.windows.keys()].sort());
        for (const [key, row] of a.windows) {
          for (const [field, value] of Object.entries(row)) {
            const again = b.windows.get(key)?.[field] ?? NaN;
            const limit = 1e-9 * Math.max(1, Math.abs(value));
            if (!(Math.abs(again - value) <= limit))
              throw new Error(`${key} ${field}: ${value} and ${again}`);
          }
        }
        expect(b.counts.stored).toBe(a.counts.stored);
        expect(b.counts.corrected).toBe(a.counts.corrected);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
