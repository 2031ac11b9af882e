// Devices that publish a message a second, and one beside them that sends as fast as it can: a process of its own.
// node bench/lib/neighbours.mjs --port N --devices FILE --seconds N [--noisy ID] [--rate 10000] [--only quiet|noisy]
//   [--of now|past]
//   --devices  JSON of credentials by device id; the one named by --noisy is silent without it
//   --only     leaves the others to another process, so that sending much delays nobody's clock
//   --of       what they send: readings of the second they are in, or of yesterday, each of a second of its own
// Prints one line of JSON: PUBACK latency of the quiet ones in ms, and what each sent and was acknowledged.
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Latencies } from './latencies.mjs';
import { openDevice } from './raw-mqtt.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    devices: { type: 'string' },
    seconds: { type: 'string' },
    noisy: { type: 'string' },
    rate: { type: 'string', default: '10000' },
    only: { type: 'string' },
    of: { type: 'string', default: 'now' },
  },
});
const seconds = Number(values.seconds);
/** How often the noisy one looks how many messages it is behind its rate. */
const TICK_MS = 5;
const DRAINED_WITHIN_MS = 60_000;
const IDS = 65_535;

function publishPacket(device, id, at) {
  const topic = Buffer.from(`telemetry/${device}`);
  const payload = Buffer.from(
    JSON.stringify({ ts: new Date(at).toISOString(), period: 1, n: { car: id % 7 }, speed: 30 }),
  );
  const length = 2 + topic.length + 2 + payload.length;
  const head = Buffer.from([0x32, (length & 127) | 128, length >> 7, topic.length >> 8, topic.length & 255]);
  return Buffer.concat([head, topic, Buffer.from([id >> 8, id & 255]), payload]);
}

/** A connection that counts what it sent and what came back. */
async function open(device, credential, onAck) {
  const one = { device, sent: 0, acked: 0, error: null };
  one.socket = await openDevice({
    port: Number(values.port),
    device,
    credential,
    onAcks: (ids) => {
      one.acked += ids.length;
      for (const id of ids) onAck?.(id);
    },
    onEnd: (error) => (one.error ??= error ?? new Error('closed')),
  });
  one.send = () => {
    one.sent++;
    const id = ((one.sent - 1) % IDS) + 1;
    const at = values.of === 'past' ? yesterday + one.sent * 1_000 : Date.now();
    const isTaken = one.socket.write(publishPacket(device, id, at));
    return { id, isTaken };
  };
  return one;
}

const credentials = JSON.parse(readFileSync(values.devices, 'utf8'));
const yesterday = Math.floor(Date.now() / 1_000) * 1_000 - 86_400_000;
const latencies = new Latencies();
const quiet = await Promise.all(
  Object.entries(credentials)
    .filter(([id]) => id !== values.noisy && values.only !== 'noisy')
    .map(async ([id, credential]) => {
      const times = new Map();
      const one = await open(id, credential, (ack) => latencies.add(performance.now() - times.get(ack)));
      return { ...one, send: () => times.set(one.sent + 1, performance.now()) && one.send(), state: one };
    }),
);
const isAlone = values.noisy === undefined || values.only === 'quiet';
const noisy = isAlone ? null : await open(values.noisy, credentials[values.noisy]);
const began = performance.now();
const isOver = () => performance.now() - began > seconds * 1_000;

async function publishQuietly(one, i) {
  await delay((i / quiet.length) * 1_000);
  while (!isOver()) {
    one.send();
    await delay(1_000);
  }
}

async function publishLoudly() {
  while (!isOver() && noisy.error === null) {
    const due = ((performance.now() - began) / 1_000) * Number(values.rate);
    let room = true;
    while (room && noisy.sent < due) room = noisy.send().isTaken;
    if (room) await delay(TICK_MS);
    else await Promise.race([new Promise((resolve) => noisy.socket.once('drain', resolve)), delay(100)]);
  }
}

await Promise.all([...quiet.map(publishQuietly), ...(noisy ? [publishLoudly()] : [])]);
const loudFor = (performance.now() - began) / 1_000;
const noisyAcked = noisy?.acked ?? 0;
const states = quiet.map(({ state }) => state);
const until = performance.now() + DRAINED_WITHIN_MS;
while (performance.now() < until && states.some((one) => one.acked < one.sent)) await delay(20);
for (const one of [...states, ...(noisy ? [noisy] : [])]) one.socket.destroy();
const sum = (key) => states.reduce((total, one) => total + one[key], 0);
console.log(
  JSON.stringify({
    quiet: { ...latencies.summary(), sent: sum('sent'), acked: sum('acked') },
    noisy: noisy && { sent: noisy.sent, acked: noisyAcked, seconds: loudFor },
  }),
);
process.exit(0);
