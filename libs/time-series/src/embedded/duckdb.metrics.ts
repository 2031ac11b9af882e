import type { Metrics } from '@app/observability';
import type { DuckdbTimeSeries } from './duckdb-time-series.js';
import { GROUP_ROWS } from './write-queue.js';

/** Publishes how long DuckDB's queues are, and what a transaction takes at most. */
export function publishQueues(series: DuckdbTimeSeries, metrics: Metrics): void {
  metrics.gauge('nhippho_duckdb_write_queue_rows', 'Rows that wait for a transaction', [], (gauge) =>
    gauge.set(series.queues().writeRows),
  );
  metrics.gauge('nhippho_duckdb_transaction_limit_rows', 'Rows that one transaction takes').set(GROUP_ROWS);
  metrics.gauge('nhippho_duckdb_queries_running', 'Queries under way', [], (gauge) =>
    gauge.set(series.queues().queriesRunning),
  );
  metrics.gauge('nhippho_duckdb_queries_waiting', 'Queries that wait for a connection', [], (gauge) =>
    gauge.set(series.queues().queriesWaiting),
  );
  metrics.gauge('nhippho_duckdb_queries_limit', 'Queries that may run at once', [], (gauge) =>
    gauge.set(series.queues().queriesLimit),
  );
  metrics.gauge(
    'nhippho_duckdb_wal_bytes',
    'Write-ahead log that has not been folded into the database file yet',
    [],
    async (gauge) => gauge.set(await series.walBytes()),
  );
}
