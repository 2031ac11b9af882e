import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { EventLog } from '@app/event-log';
import { Registry, WorkRepository } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import type { Check } from './check.js';
import { Processing } from './processing.js';

const MAX_WORK = 50_000;

/** Whether data can come in, be kept, be evaluated and be read: from the stores, not from a socket. */
@Injectable()
export class Readiness {
  constructor(
    private readonly log: EventLog,
    private readonly series: TimeSeries,
    private readonly registry: Registry,
    private readonly work: WorkRepository,
    private readonly processing: Processing,
    private readonly config: AppConfig,
  ) {}

  async check(): Promise<{ ready: boolean; checks: Record<string, Check>; warnings: string[] }> {
    const checks: Record<string, Check> = {
      eventLog: { ...this.log.health() },
      timeSeries: { ...this.series.health() },
      registry: { ...this.registry.health() },
      processing: await this.processing.check(),
      evaluation: await this.evaluation(),
    };
    const warnings =
      this.config.profile === 'embedded'
        ? ['một bản sao: one copy of the data, on the disk of this machine']
        : [];
    return { ready: Object.values(checks).every((check) => check.ok), checks, warnings };
  }

  private async evaluation(): Promise<Check> {
    try {
      const depth = await this.work.depth();
      return { ok: depth < MAX_WORK, detail: `${depth} cells wait to be evaluated` };
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : 'the registry does not answer' };
    }
  }
}
