import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import mqtt from 'mqtt';
import { type CollectedSpan, Collector } from './support/collector.js';
import { describeOnEachEngine } from './support/engines.js';
import { EventStream } from './support/event-stream.js';
import { PlatformProcess } from './support/platform-process.js';

/** From PUBLISH to the readers of the feed, as `service: span`; indented under the span it is a child of. */
const CHAIN = [
  'mqtt-gateway: receive',
  '  mqtt-gateway: append',
  '  stream-processor: process',
  '    stream-processor: decided',
  '    stream-processor: pending',
  '    stream-processor: points',
  '    stream-processor: windows',
  '    stream-processor: announced',
  '    stream-processor: committed',
  '    kpi-service: mark',
  '      kpi-service: evaluate',
  '        kpi-service: evaluated',
  '        kpi-service: values',
  '        kpi-service: told',
  '        city-api: tell readers',
  '        mqtt-gateway: tell viewers',
];

describeOnEachEngine('one reading, traced', (engines) => {
  let collector: Collector;
  let platform: PlatformProcess;
  let secret: string;

  beforeAll(async () => {
    collector = await Collector.start();
    const env = { NHIPPHO_OTLP_URL: collector.url, NHIPPHO_TRACE_RATIO: '1' };
    platform = await PlatformProcess.create({ env, engines });
    await platform.start();
    secret = await platform.rest.camera('traced', { cadence: 300, activeFrom: Date.now() - 3_600_000 });
  });

  afterAll(async () => {
    await platform.remove();
    await collector.stop();
  });

  async function publish(minutesAgo: number, traceparent?: string): Promise<void> {
    const client = await mqtt.connectAsync({
      host: '127.0.0.1',
      port: platform.ports.mqtt,
      username: 'traced',
      password: secret,
      protocolVersion: 5,
    });
    const ts = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    const reading = { ts, period: 300, n: { car: 3 }, speed: 30 };
    await client.publishAsync('telemetry/traced', JSON.stringify(reading), {
      qos: 1,
      properties: { userProperties: { vendor: 'x', ...(traceparent && { traceparent }) } },
    });
    await client.endAsync();
  }

  it('has one trace from PUBLISH to the KPI value and the readers of the feed', async () => {
    const feed = await EventStream.open(
      `${platform.base}/api/v1/feed?type=kpi&area=74&kpi=MOB-04&period=5min`,
    );
    await publish(20);

    await eventually('the value', () => feed.of('kpi').some(({ data }) => data['value'] === 30));
    const tree = await eventually('the last span', () => {
      const found = treeOf(collector.spans, rootsOf(collector.spans)[0]);
      return found.some((line) => line.includes('tell viewers')) && found;
    });

    expect([...new Set(tree)].sort()).toEqual([...CHAIN].sort());
    expect(rootsOf(collector.spans)).toHaveLength(1);
    feed.close();
  });

  it("is the continuation of its sender's trace", async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await publish(10, `00-${traceId}-b7ad6b7169203331-01`);

    const spans = await eventually('the value', () => {
      const own = collector.spans.filter((span) => span.traceId === traceId);
      return own.some(({ name }) => name === 'told') && own;
    });

    expect(spans.find(({ name }) => name === 'receive')?.parentSpanId).toBe('b7ad6b7169203331');
  });

  it('comes over HTTP with a traceparent of its own, too', async () => {
    const traceId = '1af7651916cd43dd8448eb211c80319c';
    const ts = new Date(Date.now() - 300_000).toISOString();
    await fetch(`${platform.base}/ingest/v1/telemetry`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`traced:${secret}`).toString('base64')}`,
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      },
      body: JSON.stringify({ ts, period: 300, n: { car: 4 }, speed: 31 }),
    });

    await eventually('the value', () =>
      collector.spans.some((span) => span.traceId === traceId && span.name === 'told'),
    );
  });
});

function rootsOf(spans: readonly CollectedSpan[]): CollectedSpan[] {
  return spans.filter(({ name, parentSpanId }) => name === 'receive' && parentSpanId === '');
}

/** A span and all under it, one line each. */
function treeOf(spans: readonly CollectedSpan[], root: CollectedSpan | undefined, indent = ''): string[] {
  if (root === undefined) return [];
  const children = spans.filter((s) => s.traceId === root.traceId && s.parentSpanId === root.spanId);
  return [
    `${indent}${root.service}: ${root.name}`,
    ...children.flatMap((child) => treeOf(spans, child, `${indent}  `)),
  ];
}
