import type { Logger, Metrics } from '@app/observability';

const SAY_EVERY_MS = 60_000;

/** Counts messages of devices that send faster than they may through a broker, and names one of them a minute. */
export class OverRate {
  private saidAt = Number.NEGATIVE_INFINITY;
  private readonly count;

  constructor(
    private readonly log: Pick<Logger, 'warn'>,
    metrics: Metrics,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.count = metrics.counter(
      'nhippho_gateway_broker_over_rate_total',
      "Messages beyond a device's rate that came through the external broker, and were taken",
    );
  }

  seen(device: string): void {
    this.count.inc();
    const now = this.monotonic();
    if (now - this.saidAt < SAY_EVERY_MS) return;
    this.saidAt = now;
    this.log.warn(
      { device },
      'sends faster than NHIPPHO_DEVICE_RATE through the broker, which alone can slow it down',
    );
  }
}
