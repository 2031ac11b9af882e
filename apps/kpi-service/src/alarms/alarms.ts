import { Injectable } from '@nestjs/common';
import { AppConfig, Clock } from '@app/config';
import { Logs, Metrics } from '@app/observability';
import type { OutboxLoop } from '@app/outbox';
import { OutboxRepository } from '@app/registry';
import { AlarmTeller } from './alarm-teller.js';
import { mailLoop } from './notices/mail-channel.js';
import { AlarmRules } from './rules/alarm-rules.js';

/** What it needs of its process, gathered. */
@Injectable()
export class AlarmParts {
  constructor(
    readonly logs: Logs,
    readonly metrics: Metrics,
  ) {}
}

/** What runs beside the evaluation: the rules are followed, changes are told, e-mails are sent. */
@Injectable()
export class Alarms {
  private readonly mail: OutboxLoop | null;

  constructor(
    private readonly rules: AlarmRules,
    private readonly teller: AlarmTeller,
    outbox: OutboxRepository,
    clock: Clock,
    config: AppConfig,
    { logs, metrics }: AlarmParts,
  ) {
    const parts = { outbox, clock, log: logs.for('mail'), metrics };
    this.mail = config.mail === null ? null : mailLoop(config.mail, parts);
  }

  async start(): Promise<void> {
    await this.rules.start();
    this.teller.start();
    this.mail?.start();
  }

  async stop(): Promise<void> {
    await this.mail?.stop();
    await this.teller.stop();
    await this.rules.stop();
  }
}
