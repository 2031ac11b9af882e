import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppConfig, ConfigModule } from '@app/config';
import { TOPICS } from '@app/contracts';
import { EventLog, EventLogModule } from '@app/event-log';
import { Logs, Metrics, ObservabilityModule } from '@app/observability';
import { Collector } from '../src/inlet/collector.js';
import { DEFAULT_LIMITS } from '../src/limits/gateway-limits.js';

export const monotonic = (): number => performance.now();

/** The embedded log in `dir` and a collector that appends to it: what an inlet stands on while it is measured. */
export async function openInletGround(dir: string): Promise<{ log: EventLog; collector: Collector }> {
  const config = AppConfig.fromEnv({ NHIPPHO_DATA: dir });
  @Module({
    imports: [
      ConfigModule.forRoot(config),
      ObservabilityModule.forRoot({ logs: new Logs('error'), metrics: new Metrics(), serve: false }),
      EventLogModule,
    ],
  })
  class Engines {}
  const log = (await NestFactory.createApplicationContext(Engines, { logger: false })).get(EventLog);
  const collector = new Collector({
    limits: DEFAULT_LIMITS,
    monotonic,
    backoff: () => new Promise((resolve) => setImmediate(resolve)),
  });
  collector.handle(async (records) => {
    await log.append(TOPICS.raw, records);
    return { kind: 'committed', to: records.length };
  });
  return { log, collector };
}

/** CPU seconds of this process, all threads, since `begin`. */
export class CpuMeter {
  private mark = process.cpuUsage();

  begin(): void {
    this.mark = process.cpuUsage();
  }

  get seconds(): number {
    const { user, system } = process.cpuUsage(this.mark);
    return (user + system) / 1e6;
  }
}
