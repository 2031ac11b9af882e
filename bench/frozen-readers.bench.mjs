// What readers cost who ask for everything and read nothing: ingest with and without them, interleaved in one platform.
// node bench/frozen-readers.bench.mjs [--seconds 20] [--rounds 3] [--each 10] [--cameras 200] [--rate 4000] [--entry dist/apps/platform/src/main.js] [--json FILE]
// CPU per message counts all of the platform, until each message is stored; CPU time is what can be trusted on a machine
// that others use.
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { cameraPlaces, registerCameras } from './lib/cameras.mjs';
import { freezeAll } from './lib/frozen-readers.mjs';
import { Platform, until } from './lib/platform.mjs';
import { ProcessMeter, rssAnonMb } from './lib/process-meter.mjs';
import { runLoad } from './lib/run-load.mjs';
import { CAMERAS, allStored, round } from './lib/throughput.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    each: { type: 'string', default: '10' },
    rate: { type: 'string', default: '4000' },
    cameras: { type: 'string', default: String(CAMERAS) },
    entry: { type: 'string' },
    json: { type: 'string' },
  },
});
const EACH = Number(values.each);
const HISTORY_DAYS = 6;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const numberOf = (text, name) =>
  [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );

const platform = await Platform.start({ entry: values.entry });
try {
  const credentials = await registerCameras(platform, cameraPlaces(Number(values.cameras), 'bench-cam'));
  let stored = 0;
  /** One run of the load until each message is stored. */
  const run = async () => {
    const meter = new ProcessMeter(platform.pid).start();
    const before = performance.now();
    const load = await runLoad(credentials, {
      port: platform.ports.mqtt,
      seconds: values.seconds,
      rate: values.rate,
    });
    stored += load.acked;
    await allStored(platform, stored);
    const used = meter.stop();
    return {
      messagesPerSecond: Math.round(load.acked / load.seconds),
      secondsToStored: round((performance.now() - before) / 1_000),
      cpuSecondsPer100k: round((used.cpuSeconds / load.acked) * 100_000),
    };
  };
  await run();

  const runs = { without: [], with: [] };
  const gone = [];
  for (let i = 0; i < Number(values.rounds); i++) {
    runs.without.push(await run());
    const frozen = await freezeAll(EACH, platform.ports);
    runs.with.push({ ...(await run()), rssAnonMb: round(rssAnonMb(platform.pid)) });
    const metrics = await platform.metrics();
    gone.push({
      feedClients: numberOf(metrics, 'nhippho_feed_clients'),
      mqttViewers: numberOf(metrics, 'nhippho_gateway_viewers'),
      cut: numberOf(metrics, 'nhippho_feed_cut_total') + numberOf(metrics, 'nhippho_gateway_closed_total'),
      dropped:
        numberOf(metrics, 'nhippho_feed_dropped_events_total') +
        numberOf(metrics, 'nhippho_gateway_feed_dropped_total'),
      bufferedMb: round(numberOf(metrics, 'nhippho_feed_buffered_bytes') / 1e6),
    });
    for (const socket of frozen) socket.destroy();
    await until(
      'the frozen readers to be forgotten',
      async () => (numberOf(await platform.metrics(), 'nhippho_feed_clients') === 0 ? true : undefined),
      { seconds: 30, everyMs: 200 },
    );
    console.log(`round ${i + 1}: without`, runs.without.at(-1), 'with', runs.with.at(-1), gone.at(-1));
  }
  const flood = await floodOf();
  const medians = Object.fromEntries(
    ['cpuSecondsPer100k', 'messagesPerSecond', 'secondsToStored'].map((name) => {
      const [without, withFrozen] = [runs.without, runs.with].map((some) =>
        median(some.map((one) => one[name])),
      );
      return [name, { without, with: withFrozen, ratio: round(withFrozen / without) }];
    }),
  );
  const result = {
    date: new Date().toISOString(),
    node: process.version,
    frozenOfEachKind: EACH,
    runs,
    gone,
    medians,
    flood,
  };
  console.log(JSON.stringify({ medians, flood }, null, 2));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);

  /** A feed that is far more than the system takes for a socket: days of history, told in one go to frozen readers. */
  async function floodOf() {
    const id = 'bench-history';
    const [{ lat, lon }] = cameraPlaces(1, id);
    const segment = { lengthKm: 1, lanes: 2, freeFlowKmh: 50 };
    await platform.post('/api/v1/stations', {
      id: `st-${id}`,
      name: 'Trạm lịch sử',
      kind: 'traffic',
      lat,
      lon,
      segment,
    });
    const { credential } = await platform.post('/api/v1/devices', {
      id,
      station: `st-${id}`,
      profile: 'camera',
      cadence: 300,
      lanes: [1],
      activeFrom: new Date(Date.now() - (HISTORY_DAYS + 1) * 86_400_000).toISOString(),
    });
    const frozen = await freezeAll(EACH, platform.ports);
    const at = performance.now();
    const memory = [round(rssAnonMb(platform.pid))];
    const now = Math.floor(Date.now() / 300_000) * 300_000 - 3_600_000;
    for (let day = HISTORY_DAYS; day > 0; day--) {
      const readings = Array.from({ length: 288 }, (_, i) => ({
        ts: new Date(now - day * 86_400_000 + i * 300_000).toISOString(),
        period: 300,
        lane: 1,
        n: { car: 40 + (i % 20), motorcycle: 200 },
        speed: 30,
        occupancy: 20,
      }));
      const reply = await fetch(`${platform.base}/ingest/v1/telemetry`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from(`${id}:${credential}`).toString('base64')}`,
        },
        body: JSON.stringify(readings),
      });
      if (!reply.ok) throw new Error(`ingest: ${reply.status} ${await reply.text()}`);
    }
    const seen = { bufferedMb: 0, queued: 0, cutAfterS: null };
    for (let waited = 0; waited < 90 && seen.cutAfterS === null; waited++) {
      await delay(1_000);
      memory.push(round(rssAnonMb(platform.pid)));
      const metrics = await platform.metrics();
      seen.bufferedMb = Math.max(
        seen.bufferedMb,
        round(numberOf(metrics, 'nhippho_feed_buffered_bytes') / 1e6),
      );
      seen.queued = Math.max(seen.queued, numberOf(metrics, 'nhippho_feed_queue_events'));
      if (numberOf(metrics, 'nhippho_feed_clients') === 0)
        seen.cutAfterS = round((performance.now() - at) / 1_000);
    }
    for (const socket of frozen) socket.destroy();
    return { ...seen, rssAnonMb: { start: memory[0], max: Math.max(...memory), end: memory.at(-1) } };
  }
} finally {
  await platform.stop();
}
