import type { SentLog } from '../../support/sent-log.js';
import { eventually } from '../../../libs/testing/src/eventually.js';
import type { Experiment, Stage } from '../experiment.js';
import { Load } from '../../support/load.js';
import { settledAudit } from '../settled-audit.js';
import type { City } from '../world/city.js';

const DAY_MS = 86_400_000;
const READINGS = 300;
const SETTLE_WITHIN_MS = 60_000;

/** Clocks of single devices are wrong; what becomes of their readings is what the design says, and nobody else notices. */
export const clockFaults: readonly Experiment[] = [
  {
    name: 'clocks a day ahead, a day and five years behind, of one device each',
    steps: async ({ city, form, back }: Stage) => {
      const problems = await Promise.all([
        allRejected(city, `ahead-${form.name}`, DAY_MS, 'future'),
        allStored(city, `behind-${form.name}`, -DAY_MS),
        allRejected(city, `years-${form.name}`, -5 * 365 * DAY_MS, 'too_old'),
      ]);
      back();
      return problems.flat();
    },
  },
];

async function wrongClock(
  city: City,
  name: string,
  shiftMs: number,
): Promise<{ log: SentLog; readings: { base: number; stepMs: number } }> {
  const readings = { base: Math.floor((Date.now() + shiftMs) / 1000) * 1000, stepMs: 1000 };
  const load = await Load.start(city, {
    name: `${name}-${Date.now().toString(36)}`,
    devices: 1,
    rate: 0,
    count: READINGS,
    readings,
  });
  return { log: await load.isDone(SETTLE_WITHIN_MS), readings };
}

async function allStored(city: City, name: string, shiftMs: number): Promise<readonly string[]> {
  const { log, readings } = await wrongClock(city, name, shiftMs);
  return (await settledAudit(city, log, readings)).findings;
}

async function allRejected(
  city: City,
  name: string,
  shiftMs: number,
  reason: 'future' | 'too_old',
): Promise<string[]> {
  const { log } = await wrongClock(city, name, shiftMs);
  const [device = ''] = log.sent.keys();
  const counts = async () => {
    const items = await city.rest.ledger(device, Date.now() - 2 * DAY_MS, Date.now() + DAY_MS);
    const received = items.reduce((sum, item) => sum + item.received, 0);
    return { received, rejected: items.reduce((sum, item) => sum + (item.rejected[reason] ?? 0), 0) };
  };
  const look = async () => {
    const { received, rejected } = await counts();
    return received >= READINGS && rejected === received;
  };
  try {
    await eventually(`${READINGS} rejected as ${reason}`, look, SETTLE_WITHIN_MS, 500);
    return [];
  } catch {
    const { received, rejected } = await counts();
    return [`${device}: ${rejected} of ${received} received were rejected as ${reason}`];
  }
}
