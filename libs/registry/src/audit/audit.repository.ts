import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import { type AuditEntry, brokenAt, CHAIN_START, chainHash } from './audit-chain.js';

/** Serialises appending, so that each entry knows the one before it. */
const AUDIT_LOCK = 1_338_076;
const PAGE = 5000;

const COLUMNS = `seq, at, caller_kind AS "callerKind", caller, name, action, object, detail, outcome,
  outcome_of AS "outcomeOf", hash`;

export interface AuditQuery {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly caller?: string | undefined;
  readonly object?: string | undefined;
  /** Entries after this one. */
  readonly after: number;
  readonly limit: number;
}

/** Whether the trail is as it was written. */
export interface AuditVerdict {
  readonly entries: number;
  /** Hash of the newest entry: kept elsewhere, it also shows whether the end was cut off. */
  readonly head: string;
  /** First entry that doesn't follow from the one before it; null: all do. */
  readonly brokenAt: number | null;
}

/** Who changed what, and when: appended to, chained by hashes, and refused to be changed by the database itself. */
@Injectable()
export class AuditRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Appends an entry; durable as every edit of the registry is. Resolves to its `seq`. */
  async append(given: Omit<AuditEntry, 'seq' | 'at' | 'hash'>): Promise<number> {
    const seq = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
      const [last] = await sql<{ seq: number; hash: string }>(
        'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
      );
      const entry = { ...given, seq: (last?.seq ?? 0) + 1, at: this.clock.now() };
      const hash = chainHash(last?.hash ?? CHAIN_START, entry);
      await sql(
        `INSERT INTO audit (seq, at, caller_kind, caller, name, action, object, detail, outcome, outcome_of, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          entry.seq,
          entry.at,
          entry.callerKind,
          entry.caller,
          entry.name,
          entry.action,
          entry.object,
          entry.detail,
          entry.outcome,
          entry.outcomeOf,
          hash,
        ],
      );
      return entry.seq;
    });
    this.registry.edited();
    return seq;
  }

  list(query: AuditQuery): Promise<AuditEntry[]> {
    return this.registry.query<AuditEntry>(
      `SELECT ${COLUMNS} FROM audit WHERE seq > $1 AND ($2::bigint IS NULL OR at >= $2) AND ($3::bigint IS NULL OR at < $3)
         AND ($4::text IS NULL OR caller = $4) AND ($5::text IS NULL OR object = $5) ORDER BY seq LIMIT $6`,
      [
        query.after,
        query.from ?? null,
        query.to ?? null,
        query.caller ?? null,
        query.object ?? null,
        query.limit,
      ],
    );
  }

  /** Works every hash out again. */
  async verify(): Promise<AuditVerdict> {
    let [entries, head] = [0, CHAIN_START];
    for (;;) {
      const page = await this.list({ after: entries, limit: PAGE });
      const broken = brokenAt(page, head, entries + 1);
      if (broken !== null) return { entries: entries + page.length, head, brokenAt: broken.seq };
      const last = page.at(-1);
      if (last === undefined) return { entries, head, brokenAt: null };
      if (last.seq <= entries)
        throw new RegistryError('REGISTRY_CORRUPT', `audit: entry ${last.seq} comes twice`);
      entries = last.seq;
      head = last.hash;
    }
  }
}
