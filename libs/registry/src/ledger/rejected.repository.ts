import { Injectable } from '@nestjs/common';
import type { RejectedRow } from '../model.js';
import { Registry } from '../registry.js';

/** Identity of a rejected reading: where its message stands in ❶ and its place in the message's array. */
export interface RejectedKey {
  readonly partition: number;
  readonly offset: number;
  readonly index: number;
}

export interface RejectedQuery {
  readonly device?: string | undefined;
  readonly reason?: string | undefined;
  /** Only of these; null or undefined: of all. */
  readonly devices?: readonly string[] | null | undefined;
  readonly limit: number;
  /** The last row of the page before. */
  readonly before?: (RejectedKey & { readonly at: number }) | undefined;
}

/** What was rejected of one device for one reason in a span of arrival. */
export interface RejectedSum {
  readonly device: string;
  readonly reason: string;
  /** Readings, by the ledger. */
  readonly rejected: number;
  /** Rows of the list; also measures that were dropped of readings that are stored. */
  readonly listed: number;
  /** Rows of the list that have not been replayed. */
  readonly waiting: number;
  /** Arrival of the first and last row of the list (epoch ms), and what the last one says. */
  readonly first: number | null;
  readonly last: number | null;
  readonly detail: string | null;
}

/** A listed row; a replay marks it and is a new reading of its own. */
export type ListedRejected = RejectedRow & { readonly replayedAt: number | null };

const HOUR_MS = 3_600_000;

/** The list of rejected readings, kept for 30 days. Rows are written by `PartitionRepository.commit`. */
@Injectable()
export class RejectedRepository {
  constructor(private readonly registry: Registry) {}

  /** Newest first. */
  list(query: RejectedQuery): Promise<ListedRejected[]> {
    const { before } = query;
    return this.registry.query<ListedRejected>(
      `SELECT partition, "offset", index, at, device, topic, reason, detail, bytes, replayed_at AS "replayedAt"
       FROM rejected
       WHERE ($1::text IS NULL OR device = $1) AND ($2::text IS NULL OR reason = $2)
         AND ($8::text[] IS NULL OR device = ANY($8))
         AND ($3::bigint IS NULL OR (at, partition, "offset", index) < ($3, $4::int, $5::bigint, $6::int))
       ORDER BY at DESC, partition DESC, "offset" DESC, index DESC LIMIT $7`,
      [
        query.device ?? null,
        query.reason ?? null,
        before?.at ?? null,
        before?.partition ?? null,
        before?.offset ?? null,
        before?.index ?? null,
        query.limit,
        query.devices ?? null,
      ],
    );
  }

  /** By device and reason, the most first; of the hours that touch [from, to). */
  sums(query: {
    device?: string | undefined;
    reason?: string | undefined;
    /** Only of these; null or undefined: of all. */
    devices?: readonly string[] | null | undefined;
    from: number;
    to: number;
  }): Promise<RejectedSum[]> {
    return this.registry.query<RejectedSum>(
      `WITH counted AS (
         SELECT device, reason, sum(n)::bigint AS n FROM ledger_rejection
         WHERE hour > $3::bigint - ${HOUR_MS} AND hour < $4 AND ($1::text IS NULL OR device = $1)
           AND ($2::text IS NULL OR reason = $2) AND ($5::text[] IS NULL OR device = ANY($5)) GROUP BY device, reason),
       listed AS (
         SELECT device, reason, count(*) AS n, count(*) FILTER (WHERE replayed_at IS NULL) AS waiting,
           min(at) AS first, max(at) AS last, (array_agg(detail ORDER BY at DESC))[1] AS detail FROM rejected
         WHERE at >= $3 AND at < $4 AND ($1::text IS NULL OR device = $1) AND ($2::text IS NULL OR reason = $2)
           AND ($5::text[] IS NULL OR device = ANY($5))
         GROUP BY device, reason)
       SELECT device, reason, coalesce(c.n, 0)::bigint AS rejected, coalesce(l.n, 0)::bigint AS listed,
         coalesce(l.waiting, 0)::bigint AS waiting, l.first, l.last, l.detail
       FROM counted c FULL JOIN listed l USING (device, reason)
       ORDER BY greatest(coalesce(c.n, 0), coalesce(l.n, 0)) DESC, device, reason`,
      [query.device ?? null, query.reason ?? null, query.from, query.to, query.devices ?? null],
    );
  }

  /** One row; null when it is not listed. */
  async find(key: RejectedKey): Promise<ListedRejected | null> {
    const [row] = await this.registry.query<ListedRejected>(
      `SELECT partition, "offset", index, at, device, topic, reason, detail, bytes, replayed_at AS "replayedAt"
       FROM rejected WHERE partition = $1 AND "offset" = $2 AND index = $3`,
      [key.partition, key.offset, key.index],
    );
    return row ?? null;
  }

  /** Rows listed for a device and reason in the hour that starts at `hour`. */
  async listedCount(device: string, reason: string, hour: number): Promise<number> {
    const [row] = await this.registry.query<{ n: number }>(
      'SELECT count(*) AS n FROM rejected WHERE device = $1 AND reason = $2 AND at >= $3 AND at < $4',
      [device, reason, hour, hour + HOUR_MS],
    );
    return row?.n ?? 0;
  }

  /** Rows listed in an hour, by `device|reason`. */
  async countsForHour(hour: number): Promise<Map<`${string}|${string}`, number>> {
    const rows = await this.registry.query<{ device: string; reason: string; n: number }>(
      'SELECT device, reason, count(*) AS n FROM rejected WHERE at >= $1 AND at < $2 GROUP BY device, reason',
      [hour, hour + HOUR_MS],
    );
    return new Map(rows.map((row) => [`${row.device}|${row.reason}` as const, row.n]));
  }

  /** Deletes rows that arrived before `before`; returns how many. */
  async prune(before: number): Promise<number> {
    const [row] = await this.registry.query<{ n: number }>(
      'WITH gone AS (DELETE FROM rejected WHERE at < $1 RETURNING 1) SELECT count(*) AS n FROM gone',
      [before],
    );
    return row?.n ?? 0;
  }

  /** Marks a row as replayed; false when it is not listed. */
  async markReplayed(key: RejectedKey, at: number): Promise<boolean> {
    const [row] = await this.registry.query<{ n: number }>(
      `WITH marked AS (UPDATE rejected SET replayed_at = $4 WHERE partition = $1 AND "offset" = $2 AND index = $3
         RETURNING 1) SELECT count(*) AS n FROM marked`,
      [key.partition, key.offset, key.index, at],
    );
    return row?.n === 1;
  }
}
