import type { Metrics } from '@app/observability';
import type { MqttServer } from './mqtt-server.js';
import type { GatewayContext } from './session/gateway-context.js';

/** Publishes what waits at the MQTT endpoint, beside its limits. */
export function publishEndpoint(
  metrics: Metrics,
  { slots, feed, limits }: Pick<GatewayContext, 'slots' | 'feed' | 'limits'>,
  server: MqttServer,
): void {
  metrics.gauge('nhippho_gateway_connects_waiting', 'CONNECTs that wait to be verified', [], (g) =>
    g.set(slots.queued),
  );
  metrics
    .gauge('nhippho_gateway_connects_waiting_limit', 'CONNECTs that may wait; more are refused as busy')
    .set(limits.connectsWaiting);
  metrics.gauge(
    'nhippho_gateway_buffered_bytes',
    'Bytes that arrived and wait to be read; a packet a connection at most',
    [],
    (g) => g.set(server.buffered),
  );
  metrics.gauge('nhippho_gateway_feed_topics', 'Topics of the feed that are kept for viewers', [], (g) =>
    g.set(feed.size),
  );
  metrics.gauge(
    'nhippho_gateway_feed_queue_topics',
    'Topics that wait to be sent to viewers, over all of them; one viewer waits for each topic once at most',
    [],
    (g) => g.set(feed.queued),
  );
}
