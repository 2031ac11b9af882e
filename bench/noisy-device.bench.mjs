// What one device that sends far more than it may costs the others: PUBACK latency of 99 devices at 1 message a second,
// without and beside one at 10,000 a second, interleaved, medians.
// node bench/noisy-device.bench.mjs [--seconds 30] [--rounds 5] [--devices 99] [--rate 10000] [--of now|past]
//   [--json FILE]
// --of past: each message is of another second of yesterday, so that each is a reading to be evaluated; of now, those of one
// millisecond are the same reading.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { cameraPlaces, registerCameras } from './lib/cameras.mjs';
import { Platform, until } from './lib/platform.mjs';
import { cpuSeconds } from './lib/process-meter.mjs';
import { round } from './lib/throughput.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '5' },
    devices: { type: 'string', default: '99' },
    rate: { type: 'string', default: '10000' },
    of: { type: 'string', default: 'now' },
    json: { type: 'string' },
  },
});
const NOISY = 'noisy-001';
const PROGRAM = join(import.meta.dirname, 'lib', 'neighbours.mjs');
const IDLE_OVER_MS = 2_000;
/** Share of a core. */
const IDLE = 0.2;
/** A process for each, so that the noisy one's sending is no part of what the others measure. */
const send = async (args) =>
  JSON.parse((await promisify(execFile)(process.execPath, [PROGRAM, ...args].map(String))).stdout);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

// The limits that an installation has unless it says otherwise.
const platform = await Platform.start({
  env: { NHIPPHO_DEVICE_RATE: '2000', NHIPPHO_DEVICE_BURST: '20000' },
});
try {
  const places = [...cameraPlaces(Number(values.devices), 'quiet'), ...cameraPlaces(1, 'noisy')];
  const file = join(platform.dataDir, 'devices.json');
  writeFileSync(file, JSON.stringify(await registerCameras(platform, places)));
  // What the noisy one left to be processed would slow down the run after it, which is the one without it.
  const isIdle = async () => {
    const [before, began] = [cpuSeconds(platform.pid), performance.now()];
    await delay(IDLE_OVER_MS);
    const share = (cpuSeconds(platform.pid) - before) / ((performance.now() - began) / 1_000);
    return share < IDLE || undefined;
  };
  const run = async (noisy) => {
    await until('the platform to have nothing to do', isIdle, { seconds: 300, everyMs: 0 });
    const args = [
      '--port',
      platform.ports.mqtt,
      '--devices',
      file,
      '--seconds',
      values.seconds,
      '--noisy',
      NOISY,
      '--of',
      values.of,
    ];
    const [quiet, loud] = await Promise.all([
      send([...args, '--only', 'quiet']),
      noisy ? send([...args, '--only', 'noisy', '--rate', values.rate]) : null,
    ]);
    return { quiet: quiet.quiet, noisy: loud?.noisy ?? null };
  };
  await run(true);
  const runs = { before: [], beside: [] };
  for (let i = 0; i < Number(values.rounds); i++) {
    runs.before.push(await run(false));
    runs.beside.push(await run(true));
    console.log(`round ${i + 1}:`, JSON.stringify(runs.before.at(-1)), JSON.stringify(runs.beside.at(-1)));
  }
  const [before, beside] = [runs.before, runs.beside].map((some) => ({
    p50: median(some.map(({ quiet }) => quiet.p50)),
    p99: median(some.map(({ quiet }) => quiet.p99)),
  }));
  const unacknowledged = [...runs.before, ...runs.beside].reduce(
    (n, { quiet }) => n + quiet.sent - quiet.acked,
    0,
  );
  const result = {
    command: `node bench/noisy-device.bench.mjs ${process.argv.slice(2).join(' ')}`.trim(),
    date: new Date().toISOString(),
    node: process.version,
    loadAverage: round(loadavg()[0]),
    medians: { before, beside, p99Ratio: round(beside.p99 / before.p99) },
    unacknowledged,
    runs,
  };
  console.log(JSON.stringify({ medians: result.medians, unacknowledged }));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await platform.stop();
}
