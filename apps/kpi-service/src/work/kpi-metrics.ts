import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Metrics } from '@app/observability';
import { WorkRepository } from '@app/registry';

/** Metrics of the evaluator. */
@Injectable()
export class KpiMetrics {
  readonly duration;
  readonly busy;
  readonly changed;
  readonly revisions;
  readonly failures;
  readonly oldestDue;
  readonly leased;
  readonly leaseLimit;

  constructor(metrics: Metrics, work: WorkRepository, clock: Clock) {
    const seconds = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];
    this.duration = metrics.histogram(
      'nhippho_kpi_evaluation_duration_seconds',
      'Time from taking a dirty cell to its values being durable and told',
      seconds,
      ['domain', 'level'],
    );
    this.busy = metrics.counter(
      'nhippho_kpi_evaluation_busy_seconds_total',
      'Time in which cells were being evaluated and stored',
    );
    this.changed = metrics.counter('nhippho_kpi_values_changed_total', 'KPI values written', ['domain']);
    this.revisions = metrics.counter('nhippho_kpi_revisions_total', 'Final KPI values revised', ['domain']);
    this.failures = metrics.counter('nhippho_kpi_evaluation_failures_total', 'Evaluations to be repeated', [
      'domain',
    ]);
    this.oldestDue = metrics.gauge(
      'nhippho_kpi_work_oldest_due_age_seconds',
      'How long the oldest dirty cell has been due',
    );
    metrics.gauge('nhippho_kpi_work_depth', 'Dirty cells, due or not', [], async (gauge) => {
      gauge.set(await work.depth());
    });
    metrics.gauge('nhippho_kpi_work_due', 'Dirty cells that are due', [], async (gauge) => {
      gauge.set(await work.due(clock.now()));
    });
    this.leased = metrics.gauge(
      'nhippho_kpi_work_leased',
      'Due cells that this process has leased and not evaluated yet',
    );
    this.leaseLimit = metrics.gauge(
      'nhippho_kpi_work_leased_limit',
      'Due cells that this process leases at once',
    );
  }
}
