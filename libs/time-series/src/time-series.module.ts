import { join } from 'node:path';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { Logs, Metrics, Readiness } from '@app/observability';
import { publishQueues } from './embedded/duckdb.metrics.js';
import { DuckdbTimeSeries } from './embedded/duckdb-time-series.js';
import { InfluxMetrics } from './influx/influx-metrics.js';
import { InfluxTimeSeries } from './influx/influx-time-series.js';
import { MeteredTimeSeries } from './metered-time-series.js';
import { TimeSeries } from './time-series.port.js';

function chooseAdapter(config: AppConfig, logs: Logs, metrics: Metrics): TimeSeries {
  if (config.profile === 'embedded') {
    const log = logs.for('time-series');
    const series = new DuckdbTimeSeries({
      dir: join(config.dataDir, 'series'),
      onTorn: (torn) => log.warn(torn, 'a transaction that a power cut left torn is forgotten'),
    });
    publishQueues(series, metrics);
    return series;
  }
  const { url, ...influx } = config.influx;
  if (url === null)
    throw new Error('NHIPPHO_PROFILE=distributed needs NHIPPHO_INFLUX_URL, e.g. http://influxdb:8086');
  const events = new InfluxMetrics(logs, metrics);
  const series = new InfluxTimeSeries({ url, ...influx, events });
  events.watch((bucket) => series.waiting(bucket));
  return series;
}

function metered(config: AppConfig, logs: Logs, metrics: Metrics): TimeSeries {
  return new MeteredTimeSeries(chooseAdapter(config, logs, metrics), metrics);
}

/**
 * Provides `TimeSeries`, the engine chosen by the profile. Whoever knows the schema calls `open`; the module
 * closes it after the other parts have stopped.
 */
@Module({
  providers: [{ provide: TimeSeries, useFactory: metered, inject: [AppConfig, Logs, Metrics] }],
  exports: [TimeSeries],
})
export class TimeSeriesModule implements OnApplicationShutdown {
  constructor(
    @Inject(TimeSeries) private readonly series: TimeSeries,
    @Inject(Readiness) readiness: Readiness,
  ) {
    readiness.add('timeSeries', () => series.health());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.series.close();
  }
}
