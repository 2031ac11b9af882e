// Load generator, a process of its own: cameras that publish over MQTT 3.1.1 with QoS 1, each on its own connection.
// node bench/load.mjs --devices FILE --port N [--seconds 60] [--count N] [--rate N] [--window 64]
//   --devices  JSON: {"cam-1": "credential", …}
//   --seconds  stop sending after so long          --count  … or after so many messages
//   --rate     messages a second over all cameras; without it flat out
//   --window   PUBLISHes in flight on a connection
// Prints a JSON line a second and one at the end: {"event","seconds","sent","acked","pubackMs":{p50,p99,max,count}}.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { CameraPacket } from './lib/camera-packet.mjs';
import { Latencies } from './lib/latencies.mjs';
import { openDevice } from './lib/raw-mqtt.mjs';

const { values } = parseArgs({
  options: {
    devices: { type: 'string' },
    port: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    count: { type: 'string', default: 'Infinity' },
    rate: { type: 'string', default: '0' },
    window: { type: 'string', default: '64' },
  },
});
const WINDOW = Number(values.window);
const RATE = Number(values.rate);
const COUNT = Number(values.count);
const TICK_MS = 5;
const RING = 1024;

const latencies = new Latencies();
let sent = 0;
let acked = 0;
let startedAt = 0;
let isSending = false;

/** One camera's connection with its packets in flight. */
class Camera {
  inFlight = 0;
  #packet;
  #nextId = 1;
  /** When the packet of an id was sent; far more places than packets can be in flight. */
  #sentAt = new Float64Array(RING);

  constructor(device) {
    this.#packet = new CameraPacket(device);
  }

  async open(device, credential) {
    this.socket = await openDevice({
      port: Number(values.port),
      device,
      credential,
      onAcks: (ids) => this.#acked(ids),
      onEnd: (error) => {
        if (!isSending && this.inFlight === 0) return;
        console.error(`${device} lost its connection: ${error?.message ?? 'closed by the other side'}`);
        process.exit(1);
      },
    });
  }

  /** Sends `wanted` messages, or as many as the window lets. */
  send(wanted) {
    const n = Math.min(wanted, WINDOW - this.inFlight, COUNT - sent);
    if (n <= 0) return 0;
    const bytes = Buffer.allocUnsafe(n * this.#packet.length);
    const now = Date.now();
    const at = performance.now();
    let offset = 0;
    for (let i = 0; i < n; i++) {
      const id = this.#nextId;
      this.#nextId = id === 65_535 ? 1 : id + 1;
      this.#sentAt[id % RING] = at;
      offset = this.#packet.write(bytes, offset, id, now);
    }
    this.inFlight += n;
    sent += n;
    this.socket.write(bytes);
    return n;
  }

  #acked(ids) {
    const now = performance.now();
    for (const id of ids) latencies.add(now - this.#sentAt[id % RING]);
    this.inFlight -= ids.length;
    acked += ids.length;
    if (isSending && RATE === 0) this.send(WINDOW);
    if (sent >= COUNT) isSending = false;
    if (!isSending && acked === sent) finish();
  }
}

function report(event) {
  const seconds = (performance.now() - startedAt) / 1000;
  const at = Date.now();
  console.log(JSON.stringify({ event, at, seconds, sent, acked, pubackMs: latencies.summary() }));
}

function finish() {
  report('end');
  process.exit(0);
}

const devices = Object.entries(JSON.parse(readFileSync(values.devices, 'utf8')));
const cameras = devices.map(([device]) => new Camera(device));
await Promise.all(devices.map(([device, credential], i) => cameras[i].open(device, credential)));

startedAt = performance.now();
report('start');
isSending = true;
setInterval(() => report('second'), 1_000).unref();
setTimeout(
  () => {
    isSending = false;
    if (acked === sent) finish();
  },
  Number(values.seconds) * 1_000,
);

if (RATE === 0) for (const camera of cameras) camera.send(WINDOW);
else {
  let turn = 0;
  const timer = setInterval(() => {
    if (!isSending) return clearInterval(timer);
    let due = Math.floor(((performance.now() - startedAt) / 1000) * RATE) - sent;
    const each = Math.max(1, Math.ceil(due / cameras.length));
    for (let i = 0; i < cameras.length && due > 0; i++) {
      due -= cameras[turn].send(Math.min(each, due));
      turn = (turn + 1) % cameras.length;
    }
  }, TICK_MS);
}
