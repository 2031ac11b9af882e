import type { Metrics } from '@app/observability';
import type { DuckdbTimeSeries } from './duckdb-time-series.js';
import { MEMORY_LIMIT_MB } from './duckdb-store.js';
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
  metrics.gauge(
    'nhippho_duckdb_memory_bytes',
    'Memory of DuckDB: pages of its file that it keeps until it needs the room, rows in work, queries',
    [],
    async (gauge) => gauge.set(await series.memoryBytes()),
  );
  metrics
    .gauge('nhippho_duckdb_memory_limit_bytes', 'Memory that DuckDB takes at most')
    .set(MEMORY_LIMIT_MB * 1_000_000);
}
