import { join } from 'node:path';
import { Inject, Injectable, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { AppConfig, Clock } from '@app/config';
import { Logs, Metrics, Readiness } from '@app/observability';
import { EmbeddedEventLog } from './embedded/embedded-event-log.js';
import { publishFill } from './embedded/embedded-log.metrics.js';
import { EventLog, EventLogError } from './event-log.port.js';
import { KafkaEventLog } from './kafka/kafka-event-log.js';
import { MeteredEventLog } from './metered-event-log.js';

/** What the log needs of its process, gathered. */
@Injectable()
class LogParts {
  constructor(
    readonly config: AppConfig,
    @Inject(Clock) readonly clock: Clock,
    readonly logs: Logs,
    readonly metrics: Metrics,
    readonly readiness: Readiness,
  ) {}
}

async function openLog({ config, clock, logs, metrics, readiness }: LogParts): Promise<EventLog> {
  const make = config.profile === 'distributed' ? kafkaLog : embeddedLog;
  const log = new MeteredEventLog(make(config, clock, logs, metrics), metrics);
  // Before it is open: that may take for as long as its brokers are away.
  readiness.add('eventLog', () => log.health());
  readiness.warn(() => log.warning());
  await log.open();
  return log;
}

function embeddedLog(config: AppConfig, clock: Clock, logs: Logs, metrics: Metrics): EventLog {
  const logger = logs.for('event-log');
  const log = new EmbeddedEventLog({
    dir: join(config.dataDir, 'log'),
    partitions: config.partitions,
    maxBytes: config.logMaxBytes,
    now: () => clock.now(),
    onError: (message, error) => logger.warn({ err: error }, message),
  });
  publishFill(log, config.logMaxBytes, metrics);
  return log;
}

function kafkaLog(config: AppConfig, clock: Clock, logs: Logs): EventLog {
  const { kafkaBrokers: brokers, kafkaSign: sign } = config;
  if (brokers.length === 0) {
    const message = 'NHIPPHO_PROFILE=distributed needs NHIPPHO_KAFKA_BROKERS, e.g. kafka-1:9092,kafka-2:9092';
    throw new EventLogError('EVENTLOG_MISCONFIGURED', message, false);
  }
  const logger = logs.for('event-log');
  return new KafkaEventLog({
    brokers,
    prefix: config.kafkaPrefix,
    partitions: config.partitions,
    ssl: config.kafkaSsl,
    sign,
    maxBytes: config.logMaxBytes,
    now: () => clock.now(),
    onError: (message, error) => logger.warn({ err: error }, message),
    onWarning: (message) => logger.warn(message),
  });
}

/**
 * Provides `EventLog` by the deployment's profile: open before anything that injects it is made, closed after
 * everything else has stopped. Needs the global modules of configuration and observability.
 */
@Module({
  providers: [LogParts, { provide: EventLog, useFactory: openLog, inject: [LogParts] }],
  exports: [EventLog],
})
export class EventLogModule implements OnApplicationShutdown {
  constructor(@Inject(EventLog) private readonly log: EventLog) {}

  async onApplicationShutdown(): Promise<void> {
    await this.log.close();
  }
}
