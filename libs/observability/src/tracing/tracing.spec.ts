import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { Logs } from '../logs.js';
import { Metrics } from '../metrics.js';
import { Tracing } from './tracing.js';

const ARRIVAL = { device: 'cam-1', inlet: 'mqtt', bytes: 10 };

describe('tracing', () => {
  let server: Server | null = null;
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
    server = null;
  });

  /** A collector that answers with `status`, or with null not before `refuse` is called. */
  async function collector(status: number | null) {
    const bodies: string[] = [];
    let answer = status;
    const held: ServerResponse[] = [];
    const refuse = (): void => {
      answer = 400;
      for (const response of held) response.writeHead(answer).end();
    };
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(`${request.url} ${body}`);
        if (answer === null) held.push(response);
        else response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, bodies, refuse };
  }

  async function spansBy(metrics: Metrics): Promise<Record<string, number>> {
    const lines = (await metrics.text()).matchAll(/^nhippho_tracing_spans_total\{result="(\w+)"\} (\d+)$/gm);
    return Object.fromEntries([...lines].map(([, result, n]) => [result, Number(n)]));
  }

  it('is off without a collector', async () => {
    const tracing = await Tracing.open({ url: null, ratio: 1 }, new Logs('silent'), new Metrics());

    expect(tracing.for('mqtt-gateway').isOn).toBe(false);
    await tracing.onApplicationShutdown();
  });

  it('sends what waits when it stops, each span under the name of its service', async () => {
    const { url, bodies } = await collector(200);
    const metrics = new Metrics();
    const tracing = await Tracing.open({ url, ratio: 1 }, new Logs('silent'), metrics);
    tracing.for('mqtt-gateway').arrival(undefined, ARRIVAL)?.end();

    await tracing.onApplicationShutdown();

    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatch(/^\/v1\/traces .*"mqtt-gateway".*"receive"/s);
    expect(await spansBy(metrics)).toEqual({ exported: 1, failed: 0, dropped: 0 });
  });

  it('counts spans that the collector refuses, and goes on', async () => {
    const { url } = await collector(400);
    const metrics = new Metrics();
    const tracing = await Tracing.open({ url, ratio: 1 }, new Logs('silent'), metrics);
    const tracer = tracing.for('mqtt-gateway');
    for (let i = 0; i < 3; i++) tracer.arrival(undefined, ARRIVAL)?.end();

    await eventually('the failure', async () => (await spansBy(metrics))['failed'] === 3);

    expect(tracer.arrival(undefined, ARRIVAL)).not.toBeNull();
    await tracing.onApplicationShutdown();
  });

  it('keeps a bounded number of spans while the collector does not answer, and stops in time', async () => {
    const { url, bodies, refuse } = await collector(null);
    const metrics = new Metrics();
    const tracing = await Tracing.open({ url, ratio: 1 }, new Logs('silent'), metrics);
    const arrival = tracing.for('mqtt-gateway').arrival(undefined, ARRIVAL);
    const trace = arrival?.traceparent ?? '';
    await eventually('more spans than may wait', async () => {
      for (let i = 0; i < 1_000; i++) tracing.for('mqtt-gateway').batch('work', [trace])?.end();
      return ((await spansBy(metrics))['dropped'] ?? 0) > 0;
    });
    await eventually('a request', () => bodies.length > 0);

    expect(await metrics.text()).toMatch(/^nhippho_tracing_queue_spans 8192$/m);
    const began = performance.now();
    await tracing.onApplicationShutdown();
    expect(performance.now() - began).toBeLessThan(20_000);
    refuse();
  });
});
