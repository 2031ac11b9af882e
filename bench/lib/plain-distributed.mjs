import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startBroker } from './broker.mjs';
import { cameraPlaces } from './cameras.mjs';
import { influxQuery } from './influx-query.mjs';
import { root, until } from './platform.mjs';
import { ProcessMeter } from './process-meter.mjs';
import { runLoad } from './run-load.mjs';
import { CAMERAS, round } from './throughput.mjs';

const HOOKS = join(root, 'libs', 'testing', 'src', 'typescript-hooks.mjs');
const QUIET_MS = 15_000;

/**
 * The documentation's pipeline in two processes, same generator and messages: from the first PUBLISH until its points
 * stand in InfluxDB, or until none has come for a while (it loses some). Null where there is no MQTT broker.
 */
export async function plainDistributed({ messages, engines, makeTopic, log }) {
  const broker = await startBroker();
  if (broker === null) return null;
  const name = `plain${randomBytes(4).toString('hex')}`;
  const { kafka, influx, login } = engines;
  await makeTopic(name);
  await influxQuery(engines, `CREATE DATABASE "${name}"`);
  const gateway = await launch('gateway.ts', [`mqtt://127.0.0.1:${broker.port}`, kafka, name]);
  const processor = await launch('processor.ts', [
    kafka,
    name,
    influx,
    name,
    `${login.user}:${login.password}`,
  ]);
  const meters = [gateway, processor].map(({ pid }) => new ProcessMeter(pid));
  try {
    const credentials = Object.fromEntries(cameraPlaces(CAMERAS, 'bench-cam').map(({ id }) => [id, id]));
    let startedAt = 0;
    const load = await runLoad(credentials, { port: broker.port, seconds: 600, count: messages }, () => {
      startedAt = performance.now();
      for (const meter of meters) meter.start();
    });
    log(`  ${load.acked} acknowledged by the broker in ${load.seconds.toFixed(1)} s`);
    const { stored, at } = await settled(() => storedIn(engines, name), load.acked);
    const seconds = (at - startedAt) / 1000;
    const used = meters.map((meter) => meter.stop());
    const cpu = used.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    return {
      broker: broker.name,
      messages: load.acked,
      stored,
      secondsToStored: round(seconds),
      messagesPerSecond: Math.round(stored / seconds),
      cpuSecondsPer100k: round((cpu / stored) * 100_000),
    };
  } finally {
    for (const child of [gateway, processor]) child.kill('SIGKILL');
    broker.stop();
    await influxQuery(engines, `DROP DATABASE "${name}"`);
  }
}

async function launch(file, args) {
  const child = fork(join(root, 'bench', 'plain-distributed', file), args, {
    cwd: root,
    execArgv: ['--import', HOOKS],
  });
  let isReady = false;
  child.once('message', () => (isReady = true));
  await until(
    file,
    () => {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
      return isReady || undefined;
    },
    { seconds: 90, everyMs: 50 },
  );
  return child;
}

async function storedIn(engines, database) {
  const reply = await influxQuery(engines, 'SELECT count(speed) FROM traffic', database);
  return reply.results[0]?.series?.[0]?.values?.[0]?.[1] ?? 0;
}

/** Resolves when all are stored, or with what there is when nothing has been added for a while. */
async function settled(count, wanted) {
  let last = { stored: 0, at: performance.now() };
  return until(
    'points to be stored',
    async () => {
      const stored = await count();
      const now = performance.now();
      if (stored > last.stored) last = { stored, at: now };
      return stored >= wanted || (stored > 0 && now - last.at > QUIET_MS) ? last : undefined;
    },
    { seconds: 900, everyMs: 500 },
  );
}
