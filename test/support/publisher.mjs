// A publisher as a process of its own: speaks only MQTT, logs each reading before it is sent (S) and after it has
// been acknowledged (A), and sends again on every new connection what has not been acknowledged.
// node publisher.mjs --port N --devices FILE --log FILE --count N --base MS --window N [--version 4|5]
//   --step  ms between two readings of a device      --rate  readings a second over all devices; 0: flat out
import { appendFileSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import mqtt from 'mqtt';
import { readingOf } from './readings.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    devices: { type: 'string' },
    log: { type: 'string' },
    count: { type: 'string' },
    base: { type: 'string' },
    window: { type: 'string', default: '100' },
    version: { type: 'string', default: '4' },
    step: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '0' },
  },
});
const count = Number(values.count);
const base = Number(values.base);
const window = Number(values.window);
const step = Number(values.step);
const rate = Number(values.rate);
/** How often a publisher with a rate looks whether a reading is due. */
const TICK_MS = 10;
const log = openSync(values.log, 'a');
const note = (kind, device, seq) => writeSync(log, `${kind} ${device} ${seq}\n`);

const devices = Object.entries(JSON.parse(readFileSync(values.devices, 'utf8')));
const startedAt = performance.now();
let stopping = false;
process.on('SIGTERM', () => (stopping = true));
await Promise.all(devices.map(([device, secret]) => publishAll(device, secret)));
appendFileSync(values.log, 'END\n');

/** Readings of one device that are due by now. */
function due() {
  if (rate === 0) return count;
  return Math.min(count, (((performance.now() - startedAt) / 1000) * rate) / devices.length);
}

/** Sends readings 0…count-1 of one device until every one is acknowledged. */
async function publishAll(device, secret) {
  const unacked = new Set();
  let next = 0;
  const isDone = () => stopping || (next >= count && unacked.size === 0);
  while (!isDone()) {
    await oneConnection(device, secret, unacked, () => (next < due() ? next++ : null), isDone).catch(
      () => undefined,
    );
    if (!isDone()) await delay(100);
  }
}

/** One connection: first what is unacknowledged, in order, then new ones, never more than `window` in flight. */
function oneConnection(device, secret, unacked, take, isDone) {
  return new Promise((resolve, reject) => {
    const client = mqtt.connect({
      host: '127.0.0.1',
      port: Number(values.port),
      username: device,
      password: secret,
      clientId: `${device}-${process.pid}`,
      protocolVersion: Number(values.version),
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      clean: true,
    });
    const again = [...unacked];
    let inFlight = 0;
    let over = false;
    let timer;
    const end = (error) => {
      if (over) return;
      over = true;
      clearInterval(timer);
      client.end(true);
      if (error) reject(error);
      else resolve();
    };
    const pump = () => {
      while (!over && !stopping && inFlight < window) {
        const seq = again.shift() ?? take();
        if (seq === null || seq === undefined) break;
        unacked.add(seq);
        note('S', device, seq);
        inFlight++;
        const payload = JSON.stringify(readingOf(base, seq, step));
        client.publish(`telemetry/${device}`, payload, { qos: 1 }, (error) => {
          if (over) return;
          if (error) return end(error);
          note('A', device, seq);
          unacked.delete(seq);
          inFlight--;
          pump();
        });
      }
      if (inFlight === 0 && isDone()) end();
    };
    client.on('connect', () => {
      timer = setInterval(pump, TICK_MS);
      pump();
    });
    client.on('error', end);
    client.on('close', () => end(new Error('closed')));
  });
}
