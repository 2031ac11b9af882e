import { PLATFORM_NODE_OPTIONS } from '../../tools/lib/node-options.mjs';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from './broker.mjs';
import { cameraPlaces } from './cameras.mjs';
import { root, until } from './platform.mjs';
import { ProcessMeter } from './process-meter.mjs';
import { runLoad } from './run-load.mjs';
import { CAMERAS, round } from './throughput.mjs';

const HOOKS = join(root, 'libs', 'testing', 'src', 'typescript-hooks.mjs');
const MAIN = join(root, 'bench', 'plain', 'main.ts');

/**
 * The plain Nest pipeline with the same generator and messages, from the first PUBLISH until `messages` are stored.
 * The broker queues without limit, so that nothing is lost while Nest lags behind. Null where there is no broker.
 */
export async function plainThroughput({ messages, log }) {
  const broker = await startBroker();
  if (broker === null) return null;
  const dir = mkdtempSync(join(tmpdir(), 'nhippho-plain-'));
  const child = fork(MAIN, [`mqtt://127.0.0.1:${broker.port}`, dir], {
    cwd: root,
    execArgv: [...PLATFORM_NODE_OPTIONS, '--import', HOOKS],
  });
  let stored = 0;
  let isReady = false;
  let ended = null;
  child.on('message', (message) => {
    if (message.ready) isReady = true;
    else stored = message.stored;
  });
  child.on('exit', (code) => (ended = code));
  const alive = () => {
    if (ended !== null) throw new Error(`the plain pipeline ended with ${ended}`);
  };
  try {
    await until('the plain pipeline', () => (alive(), isReady || undefined), { seconds: 60, everyMs: 50 });
    const credentials = Object.fromEntries(cameraPlaces(CAMERAS, 'bench-cam').map(({ id }) => [id, id]));
    const [own, brokers] = [new ProcessMeter(child.pid), new ProcessMeter(broker.pid)];
    let startedAt = 0;
    const load = await runLoad(credentials, { port: broker.port, seconds: 600, count: messages }, () => {
      startedAt = performance.now();
      own.start();
      brokers.start();
    });
    log(`  ${load.acked} acknowledged by the broker in ${load.seconds.toFixed(1)} s`);
    await until('rows to be stored', () => (alive(), stored >= load.acked || undefined), {
      seconds: 600,
      everyMs: 50,
    });
    const total = (performance.now() - startedAt) / 1000;
    const [nest, mosquitto] = [own.stop(), brokers.stop()];
    const per100k = ({ cpuSeconds }) => round((cpuSeconds / load.acked) * 100_000);
    return {
      broker: broker.name,
      messages: load.acked,
      messagesPerSecond: Math.round(load.acked / total),
      secondsToStored: round(total),
      cpuSecondsPer100k: per100k(nest),
      brokerCpuSecondsPer100k: per100k(mosquitto),
      rssAnonMb: nest.rssAnonMb,
    };
  } finally {
    if (ended === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    }
    broker.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
