import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '@app/config';
import { ServiceTracer } from '@app/observability';
import { Mosquitto } from '../libs/testing/src/engines/mosquitto.js';
import { brokerAddress } from '../apps/mqtt-gateway/src/broker/broker-address.js';
import { BrokerInlet } from '../apps/mqtt-gateway/src/broker/broker-inlet.js';
import { DEFAULT_BROKER_LIMITS } from '../apps/mqtt-gateway/src/broker/broker-limits.js';
import { GatewayCounters } from '../apps/mqtt-gateway/src/gateway-counters.js';
import { DeviceRates } from '../apps/mqtt-gateway/src/limits/device-rates.js';
import { TopicRoutes } from '../apps/mqtt-gateway/src/session/topic-routes.js';
import { CpuMeter, monotonic, openInletGround } from '../apps/mqtt-gateway/test/bench-ground.js';
import { connectDevice, sendLoad } from '../apps/mqtt-gateway/test/load.js';

// TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 node --import ./libs/testing/src/typescript-hooks.mjs bench/broker.bench.ts
const DEVICES = Array.from({ length: 200 }, (_, i) => `dev-${i}`);
const WINDOW = 10;
const MESSAGES = 200_000;
const READING =
  '{"ts":"2026-11-23T07:05:00+07:00","period":300,"lane":1,"n":{"motorcycle":412,"car":96,"bus_small":3},"note":"';
const PAYLOAD = Buffer.from(`${READING.padEnd(345, 'x')}"}`);

/** A gateway with the embedded log that takes readings from a broker, in a process of its own. */
async function serve(dir: string, url: string): Promise<void> {
  const { collector } = await openInletGround(dir);
  const { broker: counters } = new GatewayCounters();
  const known = new Set(DEVICES);
  const mayWriteFor = (device: string): boolean => known.has(device);
  const confirmWriteFor = (device: string): Promise<boolean> => Promise.resolve(mayWriteFor(device));
  const broker = { kind: 'broker', id: '$broker', mayWriteFor, confirmWriteFor } as const;
  const nothing = (): void => undefined;
  const inlet = new BrokerInlet({
    address: brokerAddress(url),
    clientId: 'bench',
    subscription: 'keep',
    monotonic,
    log: { info: nothing, warn: nothing, error: nothing },
    onSessionLost: nothing,
    intake: {
      collector,
      counters,
      clock: new SystemClock(),
      tracer: ServiceTracer.off,
      rates: new DeviceRates(1e9, 1e9, monotonic),
      limits: DEFAULT_BROKER_LIMITS,
      routes: new TopicRoutes(broker, 1_000, 'broker'),
      broker,
      onOverRate: nothing,
    },
  });
  inlet.start();
  const cpu = new CpuMeter();
  process.on('message', (message) => {
    if (message === 'begin') cpu.begin();
    process.send?.({ acks: counters.acks, subscribed: inlet.isSubscribed, cpuSeconds: cpu.seconds });
  });
  process.send?.('up');
}

interface Standing {
  readonly acks: number;
  readonly subscribed: boolean;
  readonly cpuSeconds: number;
}

async function main(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'nhippho-broker-bench-'));
  const mosquitto = await (await Mosquitto.create(DEVICES)).start();
  const child = fork(fileURLToPath(import.meta.url), ['serve', dir, mosquitto.url]);
  await once(child, 'message');
  const ask = async (what: 'begin' | 'standing'): Promise<Standing> => {
    child.send(what);
    const [standing] = (await once(child, 'message')) as [Standing];
    return standing;
  };
  const until = async (done: (standing: Standing) => boolean): Promise<Standing> => {
    for (;;) {
      const standing = await ask('standing');
      if (done(standing)) return standing;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await until(({ subscribed }) => subscribed);
  const sockets = await Promise.all(DEVICES.map((id) => connectDevice(mosquitto.port, id)));
  let total = 0;
  for (const share of [20_000, MESSAGES, MESSAGES]) {
    await ask('begin');
    const start = performance.now();
    const load = { payload: PAYLOAD, count: share / DEVICES.length, window: WINDOW };
    await Promise.all(sockets.map((socket, i) => sendLoad(socket, DEVICES[i]!, load)));
    const sent = (performance.now() - start) / 1_000;
    total += share;
    const { cpuSeconds } = await until(({ acks }) => acks >= total);
    const seconds = (performance.now() - start) / 1_000;
    process.stdout.write(
      `${share} messages of ${PAYLOAD.length} B from ${DEVICES.length} devices: the broker took ` +
        `${Math.round(share / sent)} msg/s, the gateway acknowledged ${Math.round(share / seconds)} msg/s, ` +
        `${((cpuSeconds / share) * 1e5).toFixed(2)} CPU s per 100,000 (all threads)\n`,
    );
  }
  for (const socket of sockets) socket.destroy();
  child.kill();
  await mosquitto.remove();
  await rm(dir, { recursive: true, force: true });
}

await (process.argv[2] === 'serve' ? serve(process.argv[3]!, process.argv[4]!) : main());
