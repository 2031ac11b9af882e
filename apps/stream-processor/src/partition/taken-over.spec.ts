import { describe, expect, it, jest } from '@jest/globals';
import { TOPICS, type WindowsChanged } from '@app/contracts';
import { CYCLE_STEPS, type CycleStep } from '../cycle/cycle-probe.js';
import { aDevice, FreezingProbe, Harness, T0 } from '../../test/harness.js';
import type { PartitionWorker } from './partition-worker.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (ms: number): string => new Date(ms).toISOString();
const FAMILIES = ['traffic', 'lighting', 'energy'];
const DEVICES = [
  aDevice({ id: 'cam', family: 'traffic' }),
  aDevice({ id: 'lamp', family: 'lighting', cadenceS: 300 }),
  aDevice({ id: 'meter', family: 'energy', cadenceS: 300 }),
];

const car = (minute: number, n: number) => ({ ts: at(T0 + minute * MINUTE), period: 60, n: { car: n } });
const lamp = (minute: number, kwh: number, state: string) => ({ ts: at(T0 + minute * MINUTE), kwh, state });
const meter = (minute: number, kwh: number) => ({ ts: at(T0 + minute * MINUTE), kwh });

/** What was there before; arrivals are fixed, so that runs may be compared whole. */
async function sendBefore(city: Harness): Promise<void> {
  await city.send('cam', [car(-119, 1), car(-58, 2), car(0, 3)], T0);
  await city.send('meter', [meter(-120, 10), meter(0, 50)], T0);
}

/** The range in which one process freezes: new, late and repeated readings. */
async function sendFrozen(city: Harness): Promise<void> {
  const arrival = T0 + 3 * MINUTE;
  await city.send('cam', [car(1, 4), car(2, 5), car(-118, 6), car(-57, 7), car(0, 3)], arrival);
  await city.send('lamp', [lamp(0, 100, 'on'), lamp(-90, 90, 'off')], arrival);
  await city.send('meter', meter(-60, 30), arrival);
}

/** What the other one works off meanwhile: more of the same windows, and corrections of what the first one writes. */
async function sendMeanwhile(city: Harness): Promise<void> {
  const arrival = T0 + 4 * MINUTE;
  await city.send('cam', [car(1, 40), car(3, 8), car(-118, 60), car(-117, 9)], arrival);
  await city.send('lamp', [lamp(-90, 91, 'fault'), lamp(2, 101, 'fault')], arrival);
  await city.send('meter', [meter(-60, 35), meter(-30, 40)], arrival);
}

async function contents(city: Harness) {
  const stored: Record<string, unknown> = { ledger: [...city.registry.ledger] };
  for (const family of FAMILIES) {
    stored[`raw ${family}`] = [...(await city.rows('raw', family))];
    const windows = [...(await city.rows('windows', family))];
    // A window that holds nothing says the same as none.
    stored[`windows ${family}`] = windows.filter(([, row]) => Object.values(row).some((v) => v !== 0));
  }
  return stored;
}

async function open(): Promise<Harness> {
  const city = await Harness.open({ devices: DEVICES });
  city.clock.set(T0 + 3 * MINUTE);
  await city.restart();
  await sendBefore(city);
  await city.drain();
  await sendFrozen(city);
  return city;
}

/** What one process alone makes of it. */
async function alone() {
  const city = await open();
  await city.drain();
  await sendMeanwhile(city);
  await city.drain();
  return contents(city);
}

/** One process frozen at a step, another one that took over and went on; then the first one goes on, too. */
async function takenOver(step: CycleStep, pause: number) {
  const city = await open();
  const probe = new FreezingProbe(step);
  const former = city.another(probe);
  await former.assign();
  const ending = city.cycle(undefined, former);
  await probe.frozen;
  city.worker = city.another();
  await city.worker.assign();
  await city.drain();
  await sendMeanwhile(city);
  await city.drain();
  city.clock.advance(pause);
  return { city, former, thaw: () => (probe.thaw(), ending) };
}

/** What a timer does in every process. */
async function lookAfter(city: Harness, ...workers: PartitionWorker[]): Promise<void> {
  for (const worker of workers) await worker.verify(city.clock.now(), 100);
}

describe('a process that is frozen in a cycle while another one takes its partition over', () => {
  const HERE = [0, HOUR] as const;

  it.each(CYCLE_STEPS.flatMap((step) => HERE.map((pause) => ({ step, pause }))))(
    'leaves the points, windows and ledger of one process alone: frozen at $step, thawed after $pause ms',
    async ({ step, pause }) => {
      const { city, former, thaw } = await takenOver(step, pause);

      const end = await thaw();
      await lookAfter(city, former, city.worker);

      expect(end).toMatchObject({ kind: step === 'committed' ? 'committed' : 'lost' });
      expect(await contents(city)).toEqual(await alone());
    },
  );

  it('is stopped before it writes when it was frozen for longer than a moment', async () => {
    const { city, thaw } = await takenOver('pending', HOUR);

    await thaw();

    expect(await contents(city)).toEqual(await alone());
    expect(await city.metrics.text()).toContain('nhippho_processor_redone_records_total 0');
  });

  it('has the windows named again that it may have spoiled', async () => {
    const { city, thaw } = await takenOver('points', 0);
    await thaw();
    const { length } = await city.records(TOPICS.windows);

    await lookAfter(city, city.worker);

    const again = (await city.records(TOPICS.windows)).slice(length);
    const named = again.flatMap(
      ({ value }) => (JSON.parse(new TextDecoder().decode(value)) as WindowsChanged).windows,
    );
    expect(named).toEqual(expect.arrayContaining([T0, T0 - 120 * MINUTE, T0 - 90 * MINUTE]));
  });

  it('reports what it wrote once the registry answers again', async () => {
    const { city, former, thaw } = await takenOver('pending', 0);
    city.registry.failure = new Error('registry is down');
    await thaw();
    city.registry.failure = null;

    await lookAfter(city, former, city.worker);

    expect(await contents(city)).toEqual(await alone());
  });

  it('leaves its debt to whoever comes after an owner that dies before it has paid', async () => {
    const { city, thaw } = await takenOver('pending', 0);
    await thaw();
    const read = jest.spyOn(city.log, 'read').mockRejectedValueOnce(new Error('the process is gone'));
    await expect(lookAfter(city, city.worker)).rejects.toThrow('the process is gone');
    read.mockRestore();

    await city.restart();
    await lookAfter(city, city.worker);

    expect(await contents(city)).toEqual(await alone());
  });
});
