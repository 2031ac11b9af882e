import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '@app/config';
import { TOPICS } from '@app/contracts';
import { ServiceTracer } from '@app/observability';
import { FakeCallers } from '@app/testing';
import { GatewayCounters } from '../src/gateway-counters.js';
import { DeviceRates } from '../src/limits/device-rates.js';
import { DEFAULT_LIMITS } from '../src/limits/gateway-limits.js';
import { Slots } from '../src/limits/slots.js';
import { MqttServer } from '../src/mqtt-server.js';
import { ClientIds } from '../src/session/client-ids.js';
import { FeedHub } from '../src/viewers/feed-hub.js';
import { ViewersByToken } from '../src/viewers/viewer-access.js';
import { CpuMeter, monotonic, openInletGround } from './bench-ground.js';
import { connectDevice, sendLoad } from './load.js';

// node --import ./libs/testing/src/typescript-hooks.mjs apps/mqtt-gateway/test/ingest.bench.ts
const CONNECTIONS = 200;
const WINDOW = 80;
const MESSAGES = Number(process.argv[2] ?? 600_000);
const PAYLOAD = Buffer.from(
  '{"ts":"2026-11-23T07:05:00+07:00","period":300,"lane":1,"n":{"motorcycle":412,"car":96,"bus_small":3,' +
    '"truck2":11,"truck3":2},"speed":27.4,"occupancy":31,"note":"'.padEnd(200, 'x') +
    '"}',
);

/** The gateway in a process of its own, so that its CPU time is its own. */
async function serve(dir: string): Promise<void> {
  const { log, collector } = await openInletGround(dir);
  const counters = new GatewayCounters();
  const server = new MqttServer(
    {
      limits: DEFAULT_LIMITS,
      clock: new SystemClock(),
      monotonic,
      counters,
      collector,
      tracer: ServiceTracer.off,
      rates: new DeviceRates(2_000, 1e9, monotonic),
      slots: new Slots(DEFAULT_LIMITS.connectsVerified, DEFAULT_LIMITS.connectsWaiting),
      authenticator: {
        authenticate: (id) =>
          Promise.resolve({
            kind: 'device',
            id,
            mayWriteFor: (device: string) => device === id,
            confirmWriteFor: (device: string) => Promise.resolve(device === id),
          }),
        authenticateByCertificate: () => Promise.resolve(null),
      },
      viewerAccess: new ViewersByToken('open', { verify: () => false }, new FakeCallers()),
      feed: new FeedHub(),
      clientIds: new ClientIds(),
      clientIdRule: 'free',
    },
    { info: () => undefined, warn: () => undefined, error: () => undefined },
  );
  process.send?.({ port: await server.listen(0, '127.0.0.1') });
  const cpu = new CpuMeter();
  /** Records that the log itself says it holds: an acknowledgement count alone could flatter. */
  const stored = async (): Promise<number> => {
    let count = 0;
    for (let partition = 0; partition < log.partitions(TOPICS.raw); partition += 1) {
      const { first, next } = await log.range(TOPICS.raw, partition);
      count += next - first;
    }
    return count;
  };
  process.on('message', (message) => {
    if (message === 'begin') {
      cpu.begin();
      return;
    }
    const cpuSeconds = cpu.seconds;
    void stored().then((count) => process.send?.({ cpuSeconds, stored: count, acks: counters.mqtt.acks }));
  });
}

async function main(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'nhippho-gateway-bench-'));
  const child = fork(fileURLToPath(import.meta.url), ['serve', dir]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const sockets = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, i) => connectDevice(port, `dev-${i}`)),
  );
  let total = 0;
  for (const share of [50_000, MESSAGES, MESSAGES]) {
    child.send('begin');
    const each = Math.floor(share / CONNECTIONS);
    const start = performance.now();
    const load = { payload: PAYLOAD, count: each, window: WINDOW };
    await Promise.all(sockets.map((socket, i) => sendLoad(socket, `dev-${i}`, load)));
    const seconds = (performance.now() - start) / 1_000;
    child.send('end');
    const [{ cpuSeconds, stored, acks }] = (await once(child, 'message')) as [
      Record<'cpuSeconds' | 'stored' | 'acks', number>,
    ];
    total += Math.floor(share / CONNECTIONS) * CONNECTIONS;
    if (stored !== total || acks !== total)
      throw new Error(`sent ${total}, acknowledged ${acks}, stored ${stored}`);
    const count = each * CONNECTIONS;
    process.stdout.write(
      `${count} messages of ${PAYLOAD.length} B: ${Math.round(count / seconds)} msg/s, ` +
        `${((cpuSeconds / count) * 1e5).toFixed(2)} CPU s per 100,000 (all threads)\n`,
    );
  }
  for (const socket of sockets) socket.destroy();
  child.kill();
  await rm(dir, { recursive: true, force: true });
}

await (process.argv[2] === 'serve' ? serve(process.argv[3]!) : main());
