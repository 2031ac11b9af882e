// What each of the four services takes at even rates on Kafka, InfluxDB and PostgreSQL: the figures of
// docs/operations/sizing.md. Starts the engines in Docker unless NHIPPHO_TEST_KAFKA, _INFLUX1 and _POSTGRES name them.
// node --import ./libs/testing/src/typescript-hooks.mjs bench/distributed-sizing.bench.mjs [--rates 500,2000] [--seconds 60] [--json FILE]
// Needs a build (`npm run build`).
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { INFLUX1_LOGIN } from '../libs/testing/src/engines/engines.ts';
import { createDatabase } from '../libs/testing/src/engines/fresh.ts';
import { startEngines } from '../libs/testing/src/engines/start-engines.ts';
import { cameraPlaces, registerCameras } from './lib/cameras.mjs';
import { ProcessMeter } from './lib/process-meter.mjs';
import { runLoad } from './lib/run-load.mjs';
import { ALL_SERVICES, Services } from './lib/services.mjs';
import { allStored, CAMERAS, round } from './lib/throughput.mjs';

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '500,2000' },
    seconds: { type: 'string', default: '60' },
    json: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const loadBefore = loadavg()[0];
const stopEngines = await startEngines(process.env);
if (!process.env['NHIPPHO_TEST_KAFKA']) {
  console.log('left out: Docker does not answer, and NHIPPHO_TEST_KAFKA names no broker');
  process.exit(0);
}
try {
  const runs = [];
  for (const rate of [0, ...values.rates.split(',').map(Number)]) {
    runs.push(await sizesAt(rate));
    console.log(JSON.stringify(runs.at(-1)));
  }
  const result = { seconds, cameras: CAMERAS, loadBefore, runs };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await stopEngines();
}

/** Cores and memory of each service while 200 cameras send so many messages a second; 0: while they are silent. */
async function sizesAt(rate) {
  const database = await createDatabase();
  const engines = {
    kafka: process.env['NHIPPHO_TEST_KAFKA'],
    influx: process.env['NHIPPHO_TEST_INFLUX1'],
    login: INFLUX1_LOGIN,
    postgres: database.url,
  };
  const services = await Services.start(engines, ALL_SERVICES);
  try {
    const credentials = await registerCameras(services, cameraPlaces(CAMERAS, 'bench-cam'));
    const meters = ALL_SERVICES.map((name) => [name, new ProcessMeter(services.pidOf(name))]);
    let startedAt = 0;
    const begin = () => {
      startedAt = performance.now();
      for (const [, meter] of meters) meter.start();
    };
    let acked = 0;
    if (rate === 0) {
      begin();
      await delay(seconds * 1_000);
    } else {
      const load = await runLoad(credentials, { port: services.ports.mqtt, seconds, rate }, begin);
      acked = load.acked;
      await allStored(services, acked);
    }
    const elapsed = (performance.now() - startedAt) / 1_000;
    const sizes = meters.map(([name, meter]) => {
      const { cpuSeconds, rssAnonMb } = meter.stop();
      const cpuSecondsPer100k = acked === 0 ? null : round((cpuSeconds / acked) * 100_000);
      return [name, { cores: round(cpuSeconds / elapsed), cpuSecondsPer100k, rssAnonMb }];
    });
    return { rate, messages: acked, secondsToStored: round(elapsed), services: Object.fromEntries(sizes) };
  } finally {
    await services.stop();
    await database.drop();
  }
}
