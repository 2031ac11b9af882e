import type { Metrics } from '@app/observability';
import type { EmbeddedEventLog } from './embedded-event-log.js';

/** Publishes how full the log is. */
export function publishFill(log: EmbeddedEventLog, maxBytes: number, metrics: Metrics): void {
  metrics.gauge('nhippho_lmdb_bytes', 'Size of the event log on disk', [], (gauge) =>
    gauge.set(log.fill().bytes),
  );
  metrics
    .gauge(
      'nhippho_lmdb_limit_bytes',
      'Size (NHIPPHO_LOG_MAX) from which on segments are dropped, or appends wait for who is slowest',
    )
    .set(maxBytes);
  metrics.gauge('nhippho_lmdb_segments', 'Segments of the event log', [], (gauge) =>
    gauge.set(log.fill().segments),
  );
}
