import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { cameraPlaces, registerCameras } from './cameras.mjs';
import { Latencies } from './latencies.mjs';
import { Platform } from './platform.mjs';
import { ProcessMeter } from './process-meter.mjs';
import { openDevice } from './raw-mqtt.mjs';
import { runLoad } from './run-load.mjs';
import { CAMERAS, round } from './throughput.mjs';

const WINDOW_MS = 300_000;
const PROBE_EVERY_MS = 230;
const PROBE_DISTRICT = 8;
const LOADED_DISTRICTS = [0, 1, 2, 3, 4, 5, 6, 7];
const PATIENCE_MS = 10_000;
/** Load before the first probe: the start of a process is no steady state. */
const WARM_UP_S = 5;

/**
 * Time from PUBLISH to the event of the KPI feed that contains it, while other districts send `rate` messages a second.
 * A probe is one car on 1 km of road in a district where nothing else moves: MOB-01's vehicle-kilometres of that
 * district and 5 minutes count the probes that they contain.
 */
export async function feedLatency({ seconds, rate, entry, nodeOptions }) {
  const platform = await Platform.start({ entry, nodeOptions });
  try {
    const credentials = await registerCameras(platform, cameraPlaces(CAMERAS, 'bench-cam', LOADED_DISTRICTS));
    const [place] = cameraPlaces(1, 'probe', [PROBE_DISTRICT]);
    const credential = await platform.register(place.id, place);
    const { items } = await platform.get('/api/v1/stations?limit=10000');
    const area = items.find(({ id }) => id === `st-${place.id}`).area;

    const probes = new Probes();
    const feed = await openFeed(platform, area, (item) => probes.seen(item));
    const socket = await openDevice({
      port: platform.ports.mqtt,
      device: place.id,
      credential,
      onAcks: () => undefined,
      onEnd: () => undefined,
    });
    const meter = new ProcessMeter(platform.pid);
    await platform.metrics();
    let isRunning = true;
    let probing = Promise.resolve();
    const load = await runLoad(
      credentials,
      { port: platform.ports.mqtt, seconds: seconds + WARM_UP_S, rate },
      () => {
        meter.start();
        probing = (async () => {
          await delay(WARM_UP_S * 1_000);
          while (isRunning) {
            probes.send(socket, place.id);
            await delay(PROBE_EVERY_MS * (0.5 + Math.random()));
          }
        })();
      },
    );
    isRunning = false;
    await probing;
    const used = meter.stop();
    const eventLoopP99Ms = await platform.eventLoopP99Ms();
    for (let left = PATIENCE_MS; left > 0 && probes.waiting > 0; left -= 100) await delay(100);
    socket.destroy();
    feed.abort();
    return {
      messagesPerSecond: Math.round(load.acked / load.seconds),
      cpuSecondsPer100k: round((used.cpuSeconds / load.acked) * 100_000),
      rssAnonMb: used.rssAnonMb,
      eventLoopP99Ms,
      pubackMs: load.pubackMs,
      feedMs: probes.latencies.summary(),
      probesMissing: probes.waiting,
    };
  } finally {
    await platform.stop();
  }
}

/** Probes sent and not yet seen in the feed, per 5-minute window. */
class Probes {
  latencies = new Latencies();
  #open = new Map();
  #counts = new Map();
  #id = 0;

  get waiting() {
    return [...this.#open.values()].reduce((sum, list) => sum + list.length, 0);
  }

  send(socket, device) {
    const ts = Date.now();
    const payload = Buffer.from(
      JSON.stringify({ ts: new Date(ts).toISOString(), period: 1, lane: 1, n: { car: 1 }, speed: 30 }),
    );
    const topic = Buffer.from(`telemetry/${device}`);
    const id = (this.#id = (this.#id % 65_535) + 1);
    const length = 2 + topic.length + 2 + payload.length;
    const head = length < 128 ? [0x32, length] : [0x32, (length & 127) | 128, length >> 7];
    const window = Math.floor((ts - 1000) / WINDOW_MS) * WINDOW_MS;
    const count = (this.#counts.get(window) ?? 0) + 1;
    this.#counts.set(window, count);
    const open = this.#open.get(window) ?? [];
    this.#open.set(window, open);
    open.push({ count, at: performance.now() });
    socket.write(
      Buffer.concat([
        Buffer.from([...head, topic.length >> 8, topic.length & 255]),
        topic,
        Buffer.from([id >> 8, id & 255]),
        payload,
      ]),
    );
  }

  seen(item) {
    const open = this.#open.get(Date.parse(item.from));
    if (open === undefined || item.num === null) return;
    const now = performance.now();
    while (open.length > 0 && open[0].count <= item.num + 1e-6) this.latencies.add(now - open.shift().at);
  }
}

/** Reads the KPI feed of an area; resolves when it is open. */
async function openFeed(platform, area, onItem) {
  const controller = new AbortController();
  const url = `${platform.base}/api/v1/feed?type=kpi&kpi=MOB-01&period=5min&area=${area}`;
  const response = await fetch(url, { signal: controller.signal });
  if (!response.ok) throw new Error(`the feed answered ${response.status}`);
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) onItem(JSON.parse(data));
      }
    }
  };
  read().catch((error) => {
    if (error.name !== 'AbortError') throw error;
  });
  return controller;
}
