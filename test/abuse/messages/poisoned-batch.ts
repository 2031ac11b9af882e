import { eventually } from '../../../libs/testing/src/eventually.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';

const BATCH = 1_000;
const DEVICE = 'poisoned';
const HOUR_MS = 3_600_000;
/** Where the bad ones stand, and what is wrong with them. */
const BAD: ReadonlyMap<number, readonly [reason: string, change: object]> = new Map([
  [0, ['out_of_range', { speed: 9_000 }]],
  [499, ['wrong_type', { speed: 'fast', n: 'many' }]],
  [BATCH - 1, ['future', { ts: new Date(Date.now() + 24 * HOUR_MS).toISOString() }]],
]);

/** Three bad readings among a thousand: 997 are stored, three are to be found with their reasons. */
export const poisonedBatch: Experiment = {
  name: 'a batch of 1,000 with three bad readings',
  async run({ platform }: Stage): Promise<Outcome> {
    const { rest } = platform;
    const base = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS;
    const secret = await rest.camera(DEVICE, { cadence: 1, activeFrom: base - HOUR_MS });
    const batch = Array.from({ length: BATCH }, (_, i) => ({
      ts: new Date(base + (i + 1) * 1_000).toISOString(),
      period: 1,
      speed: 30,
      ...BAD.get(i)?.[1],
    }));
    const status = await rest.ingest(DEVICE, secret, JSON.stringify(batch));
    const counted = await eventually(
      'the batch to be counted',
      async () => {
        const items = await rest.ledger(DEVICE, Date.now() - HOUR_MS, Date.now() + HOUR_MS);
        const sum = (of: (item: (typeof items)[number]) => number) =>
          items.reduce((n, item) => n + of(item), 0);
        const [received, waiting] = [sum((item) => item.received), sum((item) => item.inFlight)];
        return received === BATCH && waiting === 0 ? { stored: sum((item) => item.stored), items } : null;
      },
      60_000,
      200,
    );
    const reasons = new Set((await rest.rejected(DEVICE)).map(({ reason }) => reason));
    const missing = [...BAD.values()].filter(([reason]) => !reasons.has(reason));
    const points = await rest.all('/api/v1/series', {
      measure: 'traffic.speed',
      device: DEVICE,
      bucket: 'raw',
      from: new Date(base - HOUR_MS).toISOString(),
      to: new Date(base + 2 * HOUR_MS).toISOString(),
      limit: 10_000,
    });
    const good = BATCH - BAD.size;
    return {
      sent: BATCH,
      acknowledged: status === 202 ? BATCH : 0,
      stored: points.length,
      lost: Math.max(0, good - points.length),
      wrong: Math.max(0, points.length - good),
      deadLettered: BATCH - counted.stored,
      findings: [
        ...(status === 202 ? [] : [`answered ${status}`]),
        ...(points.length === good ? [] : [`${points.length} points of ${good} good readings`]),
        ...(counted.stored === good ? [] : [`the ledger has ${counted.stored} stored`]),
        ...missing.map(([reason]) => `no rejected row says ${reason}`),
      ],
    };
  },
};
