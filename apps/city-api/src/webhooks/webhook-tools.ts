import { Injectable } from '@nestjs/common';
import { type Logger, Logs, Metrics } from '@app/observability';

/** Attempts under way at once. */
export const AT_ONCE = 40;

/** What the dispatcher counts and logs with. */
@Injectable()
export class WebhookTools {
  readonly log: Logger;
  readonly attempts;
  readonly seconds;

  constructor(
    logs: Logs,
    private readonly metrics: Metrics,
  ) {
    this.log = logs.for('webhooks');
    this.attempts = metrics.counter(
      'nhippho_webhook_attempts_total',
      'Attempts to deliver to a webhook, by result: sent, again, failed',
      ['result'],
    );
    this.seconds = metrics.histogram(
      'nhippho_webhook_attempt_seconds',
      'How long receivers of webhooks took to answer',
      [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10],
    );
    metrics.gauge('nhippho_webhook_in_flight_limit', 'Attempts that may be under way').set(AT_ONCE);
  }

  inFlight(count: () => number): void {
    this.metrics.gauge('nhippho_webhook_in_flight', 'Attempts under way', [], (gauge) => gauge.set(count()));
  }
}
