// Publishes each of a device's readings one to five times, all in shuffled order: a process of its own that logs each
// sending before it (S) and its acknowledgement after it (A).
// node shuffled-publisher.mjs --port N --devices FILE --log FILE --count N --base MS --step MS --seed N
import { appendFileSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import mqtt from 'mqtt';
import { readingOf } from '../../support/readings.mjs';

const MOST_TIMES = 5;
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    devices: { type: 'string' },
    log: { type: 'string' },
    count: { type: 'string' },
    base: { type: 'string' },
    step: { type: 'string' },
    seed: { type: 'string' },
  },
});
const [base, step] = [Number(values.base), Number(values.step)];
const log = openSync(values.log, 'a');
let state = Number(values.seed) >>> 0;

/** Numbers below `n`, the same for the same seed (mulberry32). */
function below(n) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
}

function sendings() {
  const all = Array.from({ length: Number(values.count) }, (_, seq) =>
    Array(1 + below(MOST_TIMES)).fill(seq),
  ).flat();
  for (let i = all.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

async function publishAll(device, password) {
  const options = { host: '127.0.0.1', port: Number(values.port), username: device, password };
  const client = await mqtt.connectAsync(options);
  await Promise.all(
    sendings().map(async (seq) => {
      writeSync(log, `S ${device} ${seq}\n`);
      await client.publishAsync(`telemetry/${device}`, JSON.stringify(readingOf(base, seq, step)), {
        qos: 1,
      });
      writeSync(log, `A ${device} ${seq}\n`);
    }),
  );
  await client.endAsync();
}

const devices = Object.entries(JSON.parse(readFileSync(values.devices, 'utf8')));
await Promise.all(devices.map(([device, secret]) => publishAll(device, secret)));
appendFileSync(values.log, 'END\n');
