import type { Metrics } from '@app/observability';
import { FEED_LIMITS, type FeedClient } from './feed-client.js';

const TRANSPORTS = ['sse', 'websocket'] as const;

/** Everybody who reads the feed, and who did. */
interface Readers {
  readonly open: ReadonlySet<FeedClient>;
  readonly dropped: number;
  readonly cut: Readonly<Record<(typeof TRANSPORTS)[number], number>>;
}

/** Publishes who reads the feed and what waits for them, beside the limits. */
export function publishFeedClients(metrics: Metrics, clients: Readers): void {
  metrics.gauge('nhippho_feed_clients', 'Readers of the feed', ['transport'], (gauge) => {
    const open = { sse: 0, websocket: 0 };
    for (const { line } of clients.open) open[line.transport] += 1;
    for (const transport of TRANSPORTS) gauge.set({ transport }, open[transport]);
  });
  metrics
    .gauge('nhippho_feed_clients_limit', 'Readers of the feed that are let in, over all transports')
    .set(FEED_LIMITS.clients);
  metrics.gauge('nhippho_feed_queue_events', 'Events that wait for readers to read on', [], (gauge) =>
    gauge.set([...clients.open].reduce((sum, { queued }) => sum + queued, 0)),
  );
  metrics
    .gauge('nhippho_feed_queue_limit_events', 'Events that may wait for one reader')
    .set(FEED_LIMITS.waiting);
  metrics.gauge('nhippho_feed_buffered_bytes', 'Bytes that readers have not taken yet', [], (gauge) =>
    gauge.set([...clients.open].reduce((sum, { line }) => sum + line.buffered, 0)),
  );
  metrics
    .gauge('nhippho_feed_buffered_limit_bytes', 'Unread bytes from which on one reader skips to the latest')
    .set(FEED_LIMITS.behindBytes);
  metrics.counter(
    'nhippho_feed_dropped_events_total',
    'Events that a slow reader skipped: a newer one took their place, or too many waited',
    [],
    (counter) => {
      counter.reset();
      counter.inc(clients.dropped);
    },
  );
  metrics.counter(
    'nhippho_feed_cut_total',
    'Readers cut off because they took nothing for 30 s, or too little of what they asked for',
    ['transport'],
    (counter) => {
      counter.reset();
      for (const transport of TRANSPORTS) counter.inc({ transport }, clients.cut[transport]);
    },
  );
}
