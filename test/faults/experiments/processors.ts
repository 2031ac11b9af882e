import { eventually } from '../../../libs/testing/src/eventually.js';
import type { Experiment, Stage } from '../experiment.js';
import { PARTITIONS, partitionsOf } from '../ownership.js';
import type { ServiceProcess } from '../world/service-process.js';

const TAKEN_OVER_WITHIN_MS = 60_000;

/** Two stream processors, of which one goes at a time. */
export const processorFaults: readonly Experiment[] = [
  {
    name: 'rolling restart of two stream processors',
    isFullOnly: true,
    steps: async ({ city, back }: Stage) => {
      const second = await city.addProcessor();
      await owns(second, 1);
      const codes: (number | null)[] = [];
      for (const processor of [city.processor, second]) {
        codes.push(await processor.end('SIGTERM'));
        processor.start();
        back();
        await processor.ready();
        await owns(processor, 1);
      }
      return codes.every((code) => code === 0) ? [] : [`exit codes ${codes.join()}`];
    },
  },
  {
    name: 'one of two stream processors frozen in mid-cycle for longer than its session',
    steps: async ({ city, back }: Stage) => {
      const second = await city.addProcessor('steered');
      await owns(second, 1);
      second.steer({ freezeAt: 'points' });
      await eventually('the freeze', () => second.isFrozen, TAKEN_OVER_WITHIN_MS);
      // The group gives its partitions away only when its session is over.
      await owns(city.processor, PARTITIONS);
      second.signal('SIGCONT');
      back();
      await owns(second, 1);
    },
  },
];

async function owns(processor: ServiceProcess, atLeast: number): Promise<void> {
  await eventually(
    `${processor.name} to own ${atLeast} partitions`,
    async () => (await partitionsOf(processor)).length >= atLeast,
    TAKEN_OVER_WITHIN_MS,
    100,
  );
}
