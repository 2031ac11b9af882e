// A publisher as a process of its own: speaks only MQTT, logs each reading before it is sent (S) and after it has
// been acknowledged (A), and sends again on every new connection what has not been acknowledged.
// node publisher.mjs --port N --devices FILE --log FILE --count N --base MS --window N [--qos 1] [--version 4|5]
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
  },
});
const count = Number(values.count);
const base = Number(values.base);
const window = Number(values.window);
const log = openSync(values.log, 'a');
const note = (kind, device, seq) => writeSync(log, `${kind} ${device} ${seq}\n`);

const devices = Object.entries(JSON.parse(readFileSync(values.devices, 'utf8')));
let stopping = false;
process.on('SIGTERM', () => (stopping = true));
await Promise.all(devices.map(([device, secret]) => publishAll(device, secret)));
appendFileSync(values.log, 'END\n');

/** Sends readings 0…count-1 of one device until every one is acknowledged. */
async function publishAll(device, secret) {
  const unacked = new Set();
  let next = 0;
  while (!stopping && (next < count || unacked.size > 0)) {
    await oneConnection(device, secret, unacked, () => (next < count ? next++ : null)).catch(() => undefined);
    if (next < count || unacked.size > 0) await delay(100);
  }
}

/** One connection: first what is unacknowledged, in order, then new ones, never more than `window` in flight. */
function oneConnection(device, secret, unacked, take) {
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
    const end = (error) => {
      if (over) return;
      over = true;
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
        client.publish(`telemetry/${device}`, JSON.stringify(readingOf(base, seq)), { qos: 1 }, (error) => {
          if (over) return;
          if (error) return end(error);
          note('A', device, seq);
          unacked.delete(seq);
          inFlight--;
          pump();
        });
      }
      if (inFlight === 0) end();
    };
    client.on('connect', pump);
    client.on('error', end);
    client.on('close', () => end(new Error('closed')));
  });
}
