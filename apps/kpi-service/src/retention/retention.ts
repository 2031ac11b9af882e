import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/config';
import { PAYLOAD_RETENTION_MS, RAW_RETENTION_MS, WINDOW_RETENTION_MS } from '@app/contracts';
import { type Logger, Logs } from '@app/observability';
import { RejectedRepository, SessionRepository } from '@app/registry';
import { TimeSeries } from '@app/time-series';

const EVERY_MS = 3_600_000;
/** How long a sign-in that is over can still be looked at. */
const SESSION_KEPT_MS = 30 * 86_400_000;

/**
 * Drops once an hour what has been kept for as long as its class is kept (docs/privacy.md). The event log drops by itself.
 * Instances don't have to agree: dropping twice is dropping once.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log: Logger;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly series: TimeSeries,
    private readonly rejected: RejectedRepository,
    private readonly sessions: SessionRepository,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('retention');
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Drops what is due now. Of points and windows that is whole partitions of the store only. */
  async apply(): Promise<void> {
    const now = this.clock.now();
    const rejected = await this.rejected.prune(now - PAYLOAD_RETENTION_MS);
    const sessions = await this.sessions.prune(now - SESSION_KEPT_MS);
    const raw = await this.series.dropBefore('raw', now - RAW_RETENTION_MS);
    const windows = await this.series.dropBefore('windows', now - WINDOW_RETENTION_MS);
    this.log.info({ rejected, sessions, rawFrom: dayOf(raw), windowsFrom: dayOf(windows) }, 'retention');
  }

  private wake(): void {
    if (this.running !== null) return;
    this.running = this.apply()
      .catch((error: unknown) => this.log.warn({ err: error }, 'applying retention; again in an hour'))
      .finally(() => {
        this.running = null;
      });
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
