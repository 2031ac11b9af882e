import { Injectable } from '@nestjs/common';
import { Metrics } from '@app/observability';
import { AlarmRepository, type AlarmUpdate, type NewAlarm } from '@app/registry';

/** Metrics of alarms. */
@Injectable()
export class AlarmMetrics {
  readonly evaluations;
  private readonly steps;

  constructor(metrics: Metrics, alarms: AlarmRepository) {
    metrics.gauge(
      'nhippho_alarms_open',
      'Alarms that are not resolved, by severity and whether somebody has taken note',
      ['severity', 'state'],
      async (gauge) => {
        const counts = await alarms.open();
        gauge.reset();
        for (const { severity, state, n } of counts) gauge.set({ severity, state }, n);
      },
    );
    this.evaluations = metrics.counter(
      'nhippho_alarm_evaluations_total',
      'Evaluations of alarm rules, by result: changed, unchanged, overtaken (another instance was quicker)',
      ['scope', 'result'],
    );
    this.steps = metrics.counter(
      'nhippho_alarm_steps_total',
      'Alarms opened, resolved, reopened, revised or withdrawn by the rules',
      ['step', 'severity'],
    );
  }

  count(fresh: readonly NewAlarm[], updates: readonly AlarmUpdate[]): void {
    for (const { severity } of fresh) this.steps.inc({ step: 'opened', severity });
    for (const { step, severity } of updates) if (step !== null) this.steps.inc({ step, severity });
  }
}
