import type { Experiment, Stage } from '../experiment.js';
import type { City } from '../world/city.js';
import type { ServiceProcess } from '../world/service-process.js';

type Chosen = (city: City) => ServiceProcess;

/** Each service killed by SIGKILL and started again. */
export const serviceKills: readonly Experiment[] = [
  kill('gateway killed', (city) => city.gateway),
  kill('stream processor killed', (city) => city.processor),
  kill('KPI service killed', (city) => city.kpi),
  kill('city API killed', (city) => city.api),
];

function kill(name: string, chosen: Chosen): Experiment {
  return {
    name,
    steps: async ({ city, back }: Stage) => {
      const service = chosen(city);
      await service.end('SIGKILL');
      service.start();
      // From here on it takes what a process takes to start: that is part of the recovery.
      back();
    },
  };
}
