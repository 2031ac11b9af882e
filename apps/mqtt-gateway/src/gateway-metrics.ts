import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Metrics } from '@app/observability';
import type { GatewayCounters, InletCounters } from './gateway-counters.js';
import type { Collector } from './inlet/collector.js';

const EVERY_MS = 1_000;
const INLETS = ['mqtt', 'http', 'broker'] as const;

type Labels = Readonly<Record<string, string>>;

/** Publishes the gateway's numbers: those of the hot path once a second, the others when they are asked for. */
export class GatewayMetrics implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  private readonly published = new Map<string, number>();

  constructor(
    private readonly metrics: Metrics,
    private readonly counters: GatewayCounters,
    collector: Collector,
  ) {
    metrics.gauge('nhippho_gateway_connections', 'Open MQTT connections', [], (g) =>
      g.set(counters.connections),
    );
    metrics.gauge('nhippho_gateway_viewers', 'MQTT connections of viewers', [], (g) =>
      g.set(counters.viewers),
    );
    metrics.gauge('nhippho_gateway_in_flight_messages', 'Messages taken and not durable yet', [], (g) =>
      g.set(collector.inFlight),
    );
    metrics.gauge('nhippho_gateway_in_flight_bytes', 'Bytes taken and not durable yet', [], (g) =>
      g.set(collector.inFlightBytes),
    );
    metrics.gauge(
      'nhippho_gateway_unwritable_seconds',
      'How long the event log has not been writable',
      [],
      (g) => g.set(collector.unwritableMs / 1_000),
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.publish(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
    this.publish();
  }

  /** Brings the counters up to date. */
  publish(): void {
    const { counters } = this;
    for (const inlet of INLETS) this.publishInlet(inlet, counters[inlet]);
    this.count('nhippho_gateway_connects_total', 'CONNECTs accepted', counters.connects);
    this.count('nhippho_gateway_feed_dropped_total', 'Feed updates that a viewer skipped', counters.dropped);
    this.byReason('nhippho_gateway_connects_refused_total', 'CONNECTs refused', counters.connectsRefused);
    this.byReason('nhippho_gateway_closed_total', 'Connections ended by the gateway', counters.closed);
  }

  private publishInlet(inlet: string, counters: InletCounters): void {
    const labels = { inlet };
    this.count('nhippho_gateway_messages_total', 'Messages taken', counters.messages, labels);
    this.count('nhippho_gateway_payload_bytes_total', 'Bytes of payload taken', counters.bytes, labels);
    this.count('nhippho_gateway_acks_total', 'Acknowledgements sent', counters.acks, labels);
    this.count(
      'nhippho_gateway_qos0_total',
      'Messages taken without a promise (QoS 0)',
      counters.qos0,
      labels,
    );
    this.byReason('nhippho_gateway_refused_total', 'Messages refused', counters.refused, labels);
  }

  private count(name: string, help: string, value: number, labels: Labels = {}): void {
    const before = `${name} ${Object.values(labels).join(' ')}`;
    const counter = this.metrics.counter(name, help, Object.keys(labels));
    counter.inc(labels, this.delta(before, value));
  }

  private byReason(
    name: string,
    help: string,
    values: ReadonlyMap<string, number>,
    labels: Labels = {},
  ): void {
    const names = [...Object.keys(labels), 'reason'];
    this.metrics.counter(name, help, names);
    for (const [reason, value] of values) this.count(name, help, value, { ...labels, reason });
  }

  private delta(key: string, value: number): number {
    const before = this.published.get(key) ?? 0;
    this.published.set(key, value);
    return value - before;
  }
}
