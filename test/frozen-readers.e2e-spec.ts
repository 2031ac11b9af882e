import type { Socket } from 'node:net';
import { eventually } from '@app/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freeze } from '../bench/lib/frozen-readers.mjs';
import { EventStream } from './support/event-stream.js';
import { PlatformProcess } from './support/platform-process.js';
import type { Rest } from './support/rest.js';

const DAY_MS = 86_400_000;
const STEP_MS = 300_000;
const DAYS = 6;

/** Readers that ask for everything and then read nothing: their sockets are paused for good, and told of days of history. */
describe('frozen readers of the feed', () => {
  const now = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  const frozen: Socket[] = [];
  let platform: PlatformProcess;
  let rest: Rest;
  let secret: string;
  let other: EventStream;

  beforeAll(async () => {
    platform = await PlatformProcess.create();
    await platform.start();
    rest = platform.rest;
    secret = await rest.camera('cam', { cadence: 300, activeFrom: now - (DAYS + 1) * DAY_MS });
  });
  afterAll(async () => {
    other?.close();
    for (const socket of frozen) socket.destroy();
    await platform.remove();
  });

  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${platform.ports.metrics}/metrics`)).text();
    const rows = [...text.matchAll(new RegExp(`^${name} (\\S+)$`, 'gm'))];
    return rows.reduce((sum, [, value]) => sum + Number(value), 0);
  };
  const ingest = async (from: number, count: number): Promise<void> => {
    const readings = Array.from({ length: count }, (_, i) => ({
      ts: new Date(from + (i + 1) * STEP_MS).toISOString(),
      period: 300,
      n: { motorcycle: 200, car: 40 + (i % 7) },
      speed: 30 + (i % 3),
    }));
    expect(await rest.ingest('cam', secret, JSON.stringify(readings))).toBe(202);
  };

  it('cost a bounded amount and are cut off after 30 s, while others are told on', async () => {
    for (const kind of ['sse', 'websocket', 'mqtt'] as const) frozen.push(await freeze(kind, platform.ports));
    other = await EventStream.open(`${platform.base}/api/v1/feed?events=device&device=cam`);
    expect(await metric('nhippho_feed_clients\\{transport="websocket"\\}')).toBe(1);

    for (let day = DAYS; day > 0; day -= 1) await ingest(now - day * DAY_MS, 288);
    let [queued, buffered] = [0, 0];
    const began = Date.now();
    await eventually(
      'those by SSE and WebSocket to be cut off',
      async () => {
        queued = Math.max(queued, await metric('nhippho_feed_queue_events'));
        buffered = Math.max(buffered, await metric('nhippho_feed_buffered_bytes'));
        return (await metric('nhippho_feed_cut_total\\{transport="\\w+"\\}')) === 2;
      },
      180_000,
      250,
    );
    expect(Date.now() - began).toBeGreaterThan(25_000);
    expect(queued).toBeLessThanOrEqual(2 * (await metric('nhippho_feed_queue_limit_events')));
    // One message may lie above the limit of each.
    expect(buffered).toBeLessThan(2 * (await metric('nhippho_feed_buffered_limit_bytes')) + 100_000);
    // A viewer by MQTT waits for topics, not for messages: each once, whatever comes. That it is cut off after 30 s too
    // is told by viewers.spec.ts, with more than a city says in that time.
    expect(await metric('nhippho_gateway_feed_queue_topics')).toBeLessThanOrEqual(
      await metric('nhippho_gateway_feed_topics'),
    );
    const told = other.events.length;
    await ingest(now, 1);
    await eventually('the other reader', () => other.events.length > told);
    expect(await metric('nhippho_feed_clients\\{transport="sse"\\}')).toBe(1);
  });
});
