import { Injectable } from '@nestjs/common';
import type { LedgerItem } from '@app/contracts';
import { Registry } from '../registry.js';
import { IN_FLIGHT, ITEMS_OF_WANTED } from './ledger.sql.js';

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

interface Row {
  readonly device: string;
  readonly hour: number;
  readonly stored: number;
  readonly corrected: number;
  readonly duplicate: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly inFlight: number;
  readonly updatedAt: number;
}

const LOCAL_OFFSET_MS = 7 * 3_600_000;

/** What became of every reading [DESIGN 2.2]. `received` is always the sum of its parts; in flight = pending cycles. */
@Injectable()
export class LedgerRepository {
  constructor(private readonly registry: Registry) {}

  /** By hour, then device; hours with readings in flight only are among them. */
  async list(query: LedgerQuery): Promise<LedgerItem[]> {
    const rows = await this.registry.query<Row>(
      `WITH ${IN_FLIGHT}, wanted AS (
         SELECT device, hour FROM (SELECT device, hour FROM ledger UNION SELECT device, hour FROM flight) k
         WHERE hour >= $1 AND hour < $2 AND ($3::text IS NULL OR device = $3) AND (hour, device) > ($4::bigint, $5::text)
         ORDER BY hour, device LIMIT $6
       ) ${ITEMS_OF_WANTED} ORDER BY w.hour, w.device`,
      [
        query.from,
        query.to,
        query.device ?? null,
        query.after?.hour ?? Number.MIN_SAFE_INTEGER,
        query.after?.device ?? '',
        query.limit,
      ],
    );
    return rows.map(asItem);
  }

  /**
   * Items committed after `at` (epoch ms), oldest change first, and the time to ask from next. An item may come again
   * although its counts are the same; none is left out
   * (so `limit` may be passed by items of one moment).
   */
  async changedSince(at: number, limit: number): Promise<{ items: LedgerItem[]; until: number }> {
    const rows = await this.registry.query<Row>(
      `WITH ${IN_FLIGHT}, wanted AS (
         SELECT device, hour FROM ledger WHERE updated_at > $1 ORDER BY updated_at
         FETCH FIRST ($2::bigint) ROWS WITH TIES
       ) ${ITEMS_OF_WANTED} ORDER BY l.updated_at, w.device, w.hour`,
      [at, limit],
    );
    return { items: rows.map(asItem), until: rows.at(-1)?.updatedAt ?? at };
  }

  /** Sums over all devices of the hours in [from, to). */
  async totals(from: number, to: number): Promise<LedgerTotals> {
    const [sums] = await this.registry.query<Omit<Row, 'device' | 'hour' | 'updatedAt'>>(
      `WITH ${IN_FLIGHT}
       SELECT coalesce(sum(stored), 0)::bigint AS stored, coalesce(sum(corrected), 0)::bigint AS corrected,
         coalesce(sum(duplicate), 0)::bigint AS duplicate,
         (SELECT coalesce(sum(n), 0)::bigint FROM flight WHERE hour >= $1 AND hour < $2) AS "inFlight",
         (SELECT coalesce(jsonb_object_agg(reason, n ORDER BY reason), '{}'::jsonb) FROM (SELECT reason, sum(n)::bigint AS n
           FROM ledger_rejection WHERE hour >= $1 AND hour < $2 GROUP BY reason) r) AS rejected
       FROM ledger WHERE hour >= $1 AND hour < $2`,
      [from, to],
    );
    const { stored, corrected, duplicate, rejected, inFlight } = sums ?? EMPTY;
    return { received: received(sums ?? EMPTY), stored, corrected, duplicate, rejected, inFlight };
  }
}

const EMPTY = { stored: 0, corrected: 0, duplicate: 0, rejected: {}, inFlight: 0 };

function asItem({ device, hour, stored, corrected, duplicate, rejected, inFlight }: Row): LedgerItem {
  const counts = { stored, corrected, duplicate, rejected, inFlight };
  return { device, hour: localHour(hour), received: received(counts), ...counts };
}

function received(counts: Omit<LedgerTotals, 'received'>): number {
  const rejected = Object.values(counts.rejected).reduce((sum, n) => sum + n, 0);
  return counts.stored + counts.corrected + counts.duplicate + rejected + counts.inFlight;
}

/** RFC 3339 in local time (UTC+7). */
function localHour(at: number): string {
  return new Date(at + LOCAL_OFFSET_MS).toISOString().replace('.000Z', '+07:00');
}
