// Opens many connections, has each publish one reading, cuts all of them off and has all come back at once.
// node many-connections.mjs --port N --devices FILE --log FILE --count N --base MS
// Logs each reading before it is sent (S) and after its acknowledgement (A); prints a line of JSON for each of two rounds:
// seconds until all were acknowledged. The connections stay open until standard input ends.
import { openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDevice } from '../../../bench/lib/raw-mqtt.mjs';
import { readingOf } from '../../support/readings.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    devices: { type: 'string' },
    log: { type: 'string' },
    count: { type: 'string' },
    base: { type: 'string' },
  },
});
const FIRST_PORT = 10_000;
const PORTS = 20_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const devices = Object.entries(JSON.parse(readFileSync(values.devices, 'utf8')));
const count = Number(values.count);
const log = openSync(values.log, 'a');

function publishPacket(device, reading) {
  const [topic, payload] = [Buffer.from(`telemetry/${device}`), Buffer.from(JSON.stringify(reading))];
  const length = 2 + topic.length + 2 + payload.length;
  const head = [0x32, (length & 127) | 128, length >> 7, topic.length >> 8, topic.length & 255];
  return Buffer.concat([Buffer.from(head), topic, Buffer.from([0, 1]), payload]);
}

let sources = 0;
/**
 * The source of the next connection, used once. Left to choose a port of an address, the kernel looks for one among thousands
 * that are taken or were a moment ago: 4 ms a connection, which is this program's time and not the platform's.
 */
function nextSource() {
  const n = sources++;
  return {
    localAddress: `127.0.1.${1 + Math.floor(n / PORTS)}`,
    localPort: FIRST_PORT + (n % PORTS),
  };
}

/** Connects, again and again while it is refused as busy, and publishes until the reading is acknowledged. */
async function publishOne(i, round) {
  const [device, credential] = devices[i % devices.length];
  const seq = round * Math.ceil(count / devices.length) + Math.floor(i / devices.length);
  writeSync(log, `S ${device} ${seq}\n`);
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await new Promise((resolve, reject) => {
        openDevice({
          port: Number(values.port),
          ...nextSource(),
          device,
          client: `connection-${i}`,
          credential,
          onAcks: () => {
            writeSync(log, `A ${device} ${seq}\n`);
            resolve(socket);
          },
          onEnd: (error) => reject(error ?? new Error('closed')),
        }).then((opened) => {
          socket = opened;
          opened.write(publishPacket(device, readingOf(Number(values.base), seq)));
        }, reject);
        let socket;
      });
    } catch {
      await delay(pause);
    }
  }
}

let sockets = [];
for (const round of [0, 1]) {
  for (const socket of sockets) socket.destroy();
  const began = performance.now();
  sockets = await Promise.all(Array.from({ length: count }, (_, i) => publishOne(i, round)));
  const open = sockets.filter((socket) => !socket.destroyed).length;
  console.log(JSON.stringify({ round, open, seconds: (performance.now() - began) / 1_000 }));
}
for await (const _ of process.stdin);
process.exit(0);
