import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/config';
import type { LedgerItem } from '@app/contracts';
import { type Logger, Logs } from '@app/observability';
import { LedgerRepository } from '@app/registry';

const EVERY_MS = 1000;
const AT_MOST = 1000;

/** Tells listeners which ledger rows moved, once a second and only while somebody listens. */
@Injectable()
export class LedgerTail implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly listeners = new Set<(items: readonly LedgerItem[]) => void>();
  private readonly log: Logger;
  private timer: NodeJS.Timeout | null = null;
  private since = 0;
  private busy = false;

  constructor(
    private readonly ledger: LedgerRepository,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('feed');
  }

  onApplicationBootstrap(): void {
    this.since = this.clock.now();
    this.timer = setInterval(() => void this.tick(), EVERY_MS);
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
  }

  listen(listener: (items: readonly LedgerItem[]) => void): () => void {
    if (this.listeners.size === 0) this.since = this.clock.now();
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async tick(): Promise<void> {
    if (this.listeners.size === 0 || this.busy) return;
    this.busy = true;
    try {
      const { items, until } = await this.ledger.changedSince(this.since, AT_MOST);
      this.since = until;
      if (items.length > 0) for (const listener of this.listeners) listener(items);
    } catch (error) {
      this.log.warn({ err: error }, 'reading the ledger for the feed failed; trying again');
    } finally {
      this.busy = false;
    }
  }
}
