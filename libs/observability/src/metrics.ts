import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** How long reading the metrics waits for one of them; Prometheus gives up on all of them after ten seconds. */
const COLLECT_WITHIN_MS = 2_000;

/** The process's Prometheus metrics. Asking twice for one name gives the same metric. */
export class Metrics {
  private readonly registry = new Registry();

  /** @param processMetrics also collect CPU, memory and event-loop delay of the process */
  constructor(processMetrics = false) {
    if (processMetrics) collectDefaultMetrics({ register: this.registry, prefix: 'nhippho_' });
  }

  /** @param collect called at each scrape; sets the counter (`reset`, then `inc`) from where the number lives */
  counter<L extends string = never>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    collect?: (counter: Counter<L>) => void | Promise<void>,
  ): Counter<L> {
    return this.once(name, () => new Counter(this.described(name, help, labelNames, collect)));
  }

  /** @param collect called at each scrape; sets the gauge from where the number lives */
  gauge<L extends string = never>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    collect?: (gauge: Gauge<L>) => void | Promise<void>,
  ): Gauge<L> {
    return this.once(name, () => new Gauge(this.described(name, help, labelNames, collect)));
  }

  histogram<L extends string = never>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly L[] = [],
  ): Histogram<L> {
    return this.once(
      name,
      () =>
        new Histogram({
          name,
          help,
          buckets: [...buckets],
          labelNames: [...labelNames],
          registers: [this.registry],
        }),
    );
  }

  /** All metrics in the Prometheus text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  /**
   * A collect function that neither fails nor hangs: a store that is down must not take away the numbers that say so.
   * The metric then keeps what it had.
   */
  private bounded<M>(
    metric: string,
    collect: (metric: M) => void | Promise<void>,
  ): (this: M) => void | Promise<void> {
    const failures = this.counter(
      'nhippho_metrics_collect_failures_total',
      'Metrics that could not be brought up to date when they were read',
      ['metric'],
    );
    const fail = (): void => failures.inc({ metric });
    return function (this: M) {
      try {
        const collected = collect(this);
        return collected && within(collected).catch(fail);
      } catch {
        fail();
      }
    };
  }

  private described<L extends string, M>(
    name: string,
    help: string,
    labelNames: readonly L[],
    collect: ((metric: M) => void | Promise<void>) | undefined,
  ) {
    return {
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      ...(collect && { collect: this.bounded(name, collect) }),
    };
  }

  private once<M>(name: string, create: () => M): M {
    return (this.registry.getSingleMetric(name) as M | undefined) ?? create();
  }
}

async function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), COLLECT_WITHIN_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
