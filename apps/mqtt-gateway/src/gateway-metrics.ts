import type { Metrics } from '@app/observability';
import type { GatewayCounters } from './gateway-counters.js';
import type { Collector } from './inlet/collector.js';
import type { GatewayLimits } from './limits/gateway-limits.js';

const INLETS = ['mqtt', 'http', 'broker'] as const;

/** Publishes what the gateway counts, and what is under way beside its limits. */
export function publishGateway(
  metrics: Metrics,
  counters: GatewayCounters,
  collector: Collector,
  limits: GatewayLimits,
): void {
  metrics.gauge('nhippho_gateway_connections', 'Open MQTT connections', [], (g) =>
    g.set(counters.connections),
  );
  metrics
    .gauge('nhippho_gateway_connections_limit', 'MQTT connections that are let in')
    .set(limits.connections);
  metrics.gauge('nhippho_gateway_viewers', 'MQTT connections of viewers', [], (g) => g.set(counters.viewers));
  metrics.gauge('nhippho_gateway_in_flight_messages', 'Messages taken and not durable yet', [], (g) =>
    g.set(collector.inFlight),
  );
  metrics
    .gauge(
      'nhippho_gateway_in_flight_limit_messages',
      'Messages not durable yet beyond which nothing is read',
    )
    .set(limits.totalInFlightMessages);
  metrics.gauge('nhippho_gateway_in_flight_bytes', 'Bytes taken and not durable yet', [], (g) =>
    g.set(collector.inFlightBytes),
  );
  metrics
    .gauge('nhippho_gateway_in_flight_limit_bytes', 'Bytes not durable yet beyond which nothing is read')
    .set(limits.totalInFlightBytes);
  metrics.gauge(
    'nhippho_gateway_unwritable_seconds',
    'How long the event log has not been writable',
    [],
    (g) => g.set(collector.unwritableMs / 1_000),
  );
  publishInlets(metrics, counters);
  publishConnections(metrics, counters);
}

function publishInlets(metrics: Metrics, counters: GatewayCounters): void {
  metrics.counter('nhippho_gateway_messages_total', 'Messages taken', ['inlet'], (counter) => {
    counter.reset();
    for (const inlet of INLETS) counter.inc({ inlet }, counters[inlet].messages);
  });
  metrics.counter('nhippho_gateway_payload_bytes_total', 'Bytes of payload taken', ['inlet'], (counter) => {
    counter.reset();
    for (const inlet of INLETS) counter.inc({ inlet }, counters[inlet].bytes);
  });
  metrics.counter('nhippho_gateway_acks_total', 'Acknowledgements sent', ['inlet'], (counter) => {
    counter.reset();
    for (const inlet of INLETS) counter.inc({ inlet }, counters[inlet].acks);
  });
  metrics.counter(
    'nhippho_gateway_qos0_total',
    'Messages taken without a promise (QoS 0)',
    ['inlet'],
    (counter) => {
      counter.reset();
      for (const inlet of INLETS) counter.inc({ inlet }, counters[inlet].qos0);
    },
  );
  metrics.counter(
    'nhippho_gateway_refused_total',
    'Messages refused after authentication',
    ['inlet', 'reason'],
    (counter) => {
      counter.reset();
      for (const inlet of INLETS)
        for (const [reason, n] of counters[inlet].refused) counter.inc({ inlet, reason }, n);
    },
  );
}

function publishConnections(metrics: Metrics, counters: GatewayCounters): void {
  metrics.counter('nhippho_gateway_connects_total', 'CONNECTs accepted', [], (counter) => {
    counter.reset();
    counter.inc(counters.connects);
  });
  metrics.counter('nhippho_gateway_connects_refused_total', 'CONNECTs refused', ['reason'], (counter) => {
    counter.reset();
    for (const [reason, n] of counters.connectsRefused) counter.inc({ reason }, n);
  });
  metrics.counter(
    'nhippho_gateway_closed_total',
    'Connections ended by the gateway',
    ['reason'],
    (counter) => {
      counter.reset();
      for (const [reason, n] of counters.closed) counter.inc({ reason }, n);
    },
  );
  metrics.counter(
    'nhippho_gateway_feed_dropped_total',
    'Feed updates that a viewer skipped',
    [],
    (counter) => {
      counter.reset();
      counter.inc(counters.dropped);
    },
  );
}
