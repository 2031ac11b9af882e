import { Injectable } from '@nestjs/common';
import type { LedgerItem } from '@app/contracts';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';

/** Where a page of the ledger ends: the last item's hour and device. */
export interface LedgerCursor {
  /** Epoch ms. */
  readonly hour: number;
  readonly device: string;
}

export interface LedgerQuery {
  readonly device?: string | undefined;
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
  readonly limit: number;
  readonly after?: LedgerCursor | undefined;
}

/** Sums of ledger items. */
export type LedgerTotals = Omit<LedgerItem, 'device' | 'hour'>;

/** What became of every reading. `received` is always the sum of its parts; in flight = pending cycles. */
@Injectable()
export class LedgerRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  list(query: LedgerQuery): Promise<LedgerItem[]> {
    throw new Error(`${query.from} ${this.clock.now()} ${this.registry.health().detail}`);
  }

  changedSince(at: number, limit: number): Promise<{ items: LedgerItem[]; until: number }> {
    throw new Error(`${at} ${limit}`);
  }

  totals(from: number, to: number): Promise<LedgerTotals> {
    throw new Error(`${from} ${to}`);
  }
}
