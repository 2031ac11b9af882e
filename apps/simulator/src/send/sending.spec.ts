import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import mqttPacket from 'mqtt-packet';
import { eventually } from '@app/testing';
import { readCity } from '../inventory/read-city.js';
import { HOUR_MS } from '../model/local-time.js';
import { HourPlanner } from '../plan/hour-planner.js';
import { NO_SINS, Sins } from '../plan/sins.js';
import { NoTruth } from '../truth/truth-file.js';
import { Backfill } from './backfill.js';
import { newCounters } from './counters.js';
import { DevicePublisher } from './device-publisher.js';
import { IngestClient } from './ingest-client.js';

const NOW = Date.parse('2026-11-23T09:17:00+07:00');
const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Acknowledges publishes while `acknowledging`; keeps the payloads it saw. */
class TinyBroker {
  readonly payloads: string[] = [];
  acknowledging = true;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      this.dropAll();
      this.server.close();
    });
    return (this.server.address() as AddressInfo).port;
  }

  dropAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    const parser = mqttPacket.parser();
    socket.on('data', (bytes) => parser.parse(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    parser.on('packet', (packet) => {
      if (packet.cmd === 'connect') {
        socket.write(mqttPacket.generate({ cmd: 'connack', returnCode: 0, sessionPresent: false }));
      }
      if (packet.cmd !== 'publish') return;
      this.payloads.push(packet.payload.toString());
      if (!this.acknowledging) return;
      socket.write(mqttPacket.generate({ cmd: 'puback', messageId: packet.messageId ?? 0 }));
    });
  }
}

describe('DevicePublisher', () => {
  it('keeps messages until it is connected and acknowledged', async () => {
    const broker = new TinyBroker();
    const counters = newCounters();
    const port = await broker.listen();
    const publisher = new DevicePublisher('cam-1', 'secret', { host: '127.0.0.1', port }, 4, counters);
    closing.push(() => publisher.close());
    publisher.send(1_000, 'one');
    publisher.send(2_000, 'two');

    expect(publisher.oldestPending()).toBe(1_000);
    publisher.connect();
    await eventually('two acknowledgements', () => counters.acknowledged === 2);

    expect(broker.payloads).toEqual(['one', 'two']);
    expect(publisher.oldestPending()).toBeNull();
  });

  it('sends again after a lost connection what was not acknowledged', async () => {
    const broker = new TinyBroker();
    const counters = newCounters();
    const port = await broker.listen();
    const publisher = new DevicePublisher('cam-1', 'secret', { host: '127.0.0.1', port }, 4, counters);
    closing.push(() => publisher.close());
    broker.acknowledging = false;
    publisher.connect();
    publisher.send(1_000, 'one');
    await eventually('the first publish', () => broker.payloads.length === 1);

    broker.acknowledging = true;
    broker.dropAll();
    await eventually('an acknowledgement', () => counters.acknowledged === 1);

    expect(broker.payloads).toEqual(['one', 'one']);
    expect(counters.refused).toBe(0);
  });
});

interface Posted {
  readonly device: string;
  readonly ts: string;
  readonly lane?: number;
}

async function ingest(answer: () => number): Promise<{ batches: Posted[][]; url: string }> {
  const batches: Posted[][] = [];
  const server: HttpServer = createHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = answer();
      if (status === 202) batches.push(JSON.parse(Buffer.concat(chunks).toString()) as Posted[]);
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { batches, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('Backfill', () => {
  it('sends each reading of the gap once, oldest first per device, through a busy platform', async () => {
    const city = readCity(join(process.cwd(), 'seeds'));
    const gap = { from: NOW - 2 * HOUR_MS, to: NOW };
    const context = { seed: 1, sins: new Sins(NO_SINS, 1, gap.from), silences: [], since: gap.from };
    const planner = new HourPlanner(city, city.stations, context, new NoTruth());
    let calls = 0;
    const { batches, url } = await ingest(() => (++calls === 1 ? 503 : 202));
    const counters = newCounters();
    const client = new IngestClient({ http: url, gateway: { id: 'gw', secret: 's' } }, counters);
    const progress: number[] = [];

    await new Backfill(planner, client, 1e9, counters).sendGap(gap, new AbortController().signal, (until) =>
      progress.push(until),
    );

    const readings = batches.flat();
    const series = new Map<string, Posted[]>();
    for (const one of readings) {
      const key = `${one.device}/${one.lane ?? ''}`;
      series.set(key, [...(series.get(key) ?? []), one]);
    }
    for (const one of series.values()) {
      const times = one.map(({ ts }) => Date.parse(ts));
      expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
      expect(Math.min(...times)).toBeGreaterThan(gap.from);
      expect(Math.max(...times)).toBeLessThanOrEqual(gap.to);
    }
    expect(series.get('cam-tdm-01/')).toHaveLength(120);
    expect(counters.backfilled).toBe(readings.length);
    expect(progress.at(-1)).toBe(NOW);
    expect(batches.length).toBeGreaterThan(1);
  });

  it('gives up a batch that the platform refuses, and says why', async () => {
    const { url } = await ingest(() => 400);
    const counters = newCounters();
    const client = new IngestClient({ http: url, gateway: { id: 'gw', secret: 's' } }, counters);

    expect(await client.post('[]', new AbortController().signal)).toBe('refused');
    expect(counters.lastProblem).toContain('400');
  });
});
