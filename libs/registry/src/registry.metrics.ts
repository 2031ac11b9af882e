import type { Metrics } from '@app/observability';
import type { Registry } from './registry.js';

/** Publishes the registry's state, load, failures and newest dump. */
export function publishRegistry(registry: Registry, metrics: Metrics): void {
  metrics.gauge('nhippho_registry_up', '1 while the registry answers', [], (gauge) =>
    gauge.set(registry.health().ok ? 1 : 0),
  );
  metrics.gauge('nhippho_registry_pool_in_use', 'Connections of the registry in use', [], (gauge) =>
    gauge.set(registry.pool().inUse),
  );
  metrics.gauge(
    'nhippho_registry_pool_limit',
    'Connections of the registry that may be in use',
    [],
    (gauge) => gauge.set(registry.pool().limit),
  );
  metrics.gauge('nhippho_registry_pool_waiting', 'Callers that wait for a connection', [], (gauge) =>
    gauge.set(registry.pool().waiting),
  );
  metrics.counter(
    'nhippho_registry_errors_total',
    'Statements and transactions that failed, by class of SQLSTATE (none: no answer)',
    ['class'],
    (counter) => {
      counter.reset();
      for (const [kind, n] of registry.failures) counter.inc({ class: kind }, n);
    },
  );
  metrics.gauge(
    'nhippho_registry_dump_timestamp_seconds',
    'When the newest dump was made (embedded); 0: none yet, or a server makes its own backups',
    [],
    async (gauge) => gauge.set(((await registry.dumpedAt()) ?? 0) / 1_000),
  );
}
