import type { Logger } from '../logs.js';
import type { Metrics } from '../metrics.js';

const LOG_EVERY_MS = 60_000;

/** What became of the spans. A collector that is down costs a log line a minute and nothing else. */
export class SpanCounts {
  waiting = 0;
  exported = 0;
  dropped = 0;
  private failed = 0;
  private toldAt = -Infinity;

  constructor(private readonly log: Pick<Logger, 'warn'>) {}

  /** A batch of spans could not be sent and is lost. */
  fail(spans: number, error: unknown): void {
    this.failed += spans;
    const now = performance.now();
    if (now - this.toldAt < LOG_EVERY_MS) return;
    this.toldAt = now;
    this.log.warn({ err: error, lost: this.failed }, 'sending spans to the collector; they are lost');
  }

  /** @param limit spans that may wait */
  publish(metrics: Metrics, limit: number): void {
    metrics.gauge('nhippho_tracing_queue_spans', 'Spans that wait to be sent', [], (g) =>
      g.set(this.waiting),
    );
    metrics.gauge('nhippho_tracing_queue_limit_spans', 'Spans that may wait to be sent').set(limit);
    metrics.counter(
      'nhippho_tracing_spans_total',
      'Spans by what became of them: exported, failed or dropped because too many waited',
      ['result'],
      (counter) => {
        counter.reset();
        counter.inc({ result: 'exported' }, this.exported);
        counter.inc({ result: 'failed' }, this.failed);
        counter.inc({ result: 'dropped' }, this.dropped);
      },
    );
  }
}
