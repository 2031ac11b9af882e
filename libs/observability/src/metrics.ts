import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

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
    return this.once(
      name,
      () =>
        new Counter({
          name,
          help,
          labelNames: [...labelNames],
          registers: [this.registry],
          ...(collect && {
            collect(this: Counter<L>) {
              return collect(this);
            },
          }),
        }),
    );
  }

  /** @param collect called at each scrape; sets the gauge from where the number lives */
  gauge<L extends string = never>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    collect?: (gauge: Gauge<L>) => void | Promise<void>,
  ): Gauge<L> {
    return this.once(
      name,
      () =>
        new Gauge({
          name,
          help,
          labelNames: [...labelNames],
          registers: [this.registry],
          ...(collect && {
            collect(this: Gauge<L>) {
              return collect(this);
            },
          }),
        }),
    );
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

  private once<M>(name: string, create: () => M): M {
    return (this.registry.getSingleMetric(name) as M | undefined) ?? create();
  }
}
