import type { Experiment, Lasting, Stage } from '../experiment.js';
import type { Engine } from '../world/engines.js';
import type { City } from '../world/city.js';
import type { Behaviour } from '../world/influx-proxy.js';

const KAFKA: Lasting = { short: 8, full: 30 };
const INFLUX: Lasting = { short: 8, full: 60 };
const POSTGRES: Lasting = { short: 8, full: 30 };
const UNWILLING: Lasting = { short: 6, full: 30 };

/** Engines that are stopped, killed, slow or unwilling. */
export const engineFaults: readonly Experiment[] = [
  { ...outage('Kafka stopped', KAFKA, (city) => city.engines.kafka), isFullOnly: true },
  {
    name: 'Kafka killed',
    steps: async ({ city, back }: Stage) => {
      await city.engines.kafka.kill();
      await city.engines.kafka.start();
      back();
    },
  },
  outage('InfluxDB stopped', INFLUX, (city) => city.engines.influx),
  { ...unwilling('InfluxDB slow, 1.5 s an answer', { kind: 'slow', ms: 1500 }), isFullOnly: true },
  {
    ...unwilling('InfluxDB answers 429', { kind: 'refuses', status: 429, retryAfterSeconds: 2 }),
    isFullOnly: true,
  },
  unwilling('InfluxDB answers 503', { kind: 'refuses', status: 503, retryAfterSeconds: 1 }),
  outage('PostgreSQL stopped', POSTGRES, (city) => city.engines.postgres),
];

function outage(name: string, seconds: Lasting, chosen: (city: City) => Engine): Experiment {
  return {
    name,
    seconds,
    steps: async ({ city, lasting, back }: Stage) => {
      const engine = chosen(city);
      await engine.stop();
      await lasting(seconds);
      await engine.start();
      back();
    },
  };
}

function unwilling(name: string, behaviour: Behaviour): Experiment {
  return {
    name,
    seconds: UNWILLING,
    steps: async ({ city, lasting, back }: Stage) => {
      const before = city.influx.disturbed;
      city.influx.behave(behaviour);
      await lasting(UNWILLING);
      city.influx.behave({ kind: 'well' });
      back();
      return city.influx.disturbed > before ? [] : ['no request was disturbed'];
    },
  };
}
