import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';

/** Which rejected messages are meant; times of arrival, epoch ms. */
export interface ReplayFilter {
  readonly device?: string | undefined;
  readonly reason?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** A replay of many messages. */
export interface Replay {
  readonly id: number;
  readonly filter: ReplayFilter;
  readonly by: string;
  readonly startedAt: number;
  readonly state: 'running' | 'done' | 'failed';
  /** Records of ❷ that it has looked at, and will have. */
  readonly scanned: number;
  readonly total: number;
  readonly replayed: number;
  readonly endedAt: number | null;
  readonly detail: string | null;
}

/** A message by its place in ❶. */
export interface MessagePlace {
  readonly partition: number;
  readonly offset: number;
}

/** A message that a replay has put back, for the list of those that are not in it. */
export interface ReplayedMessage extends MessagePlace {
  readonly index: number;
  readonly at: number;
  readonly device: string;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  /** First 4 kB of the payload. */
  readonly bytes: Uint8Array;
}

const COLUMNS = `id, filter, made_by AS by, made_at AS "startedAt", state, scanned, total, replayed,
  ended_at AS "endedAt", detail`;
/** A run that has said nothing for so long has ended with its process, ms. */
const LOST_AFTER_MS = 60_000;
const LOCK = 1_338_076;

/** Replays of many rejected messages: one at a time, so that none is put back by two. */
@Injectable()
export class ReplayRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a replay; `isNew` is false where the same one is running already, which is then given. RegistryError CONFLICT
   * while another one runs.
   */
  begin(filter: ReplayFilter, by: string, total: number): Promise<{ replay: Replay; isNew: boolean }> {
    return this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const now = this.clock.now();
      await sql(
        `UPDATE replay SET state = 'failed', ended_at = $1, detail = 'the process that ran it has ended'
         WHERE state = 'running' AND seen_at < $2`,
        [now, now - LOST_AFTER_MS],
      );
      const [running] = await sql<Replay>(`SELECT ${COLUMNS} FROM replay WHERE state = 'running'`);
      if (running !== undefined) {
        const { device, reason } = running.filter;
        if (device === filter.device && reason === filter.reason) return { replay: running, isNew: false };
        throw new RegistryError('REGISTRY_CONFLICT', `replay ${running.id} is running; one at a time`);
      }
      const [made] = await sql<Replay>(
        `INSERT INTO replay (filter, made_by, made_at, state, scanned, total, replayed, seen_at)
         VALUES ($1::jsonb, $2, $3, 'running', 0, $4, 0, $3) RETURNING ${COLUMNS}`,
        [JSON.stringify(filter), by, now, total],
      );
      if (made === undefined) throw new Error('the replay was not written');
      return { replay: made, isNew: true };
    });
  }

  /** How far it is; false when it has been given up for lost meanwhile and must stop. */
  async progress(id: number, scanned: number, replayed: number): Promise<boolean> {
    const rows = await this.registry.query(
      `UPDATE replay SET scanned = $2, replayed = $3, seen_at = $4 WHERE id = $1 AND state = 'running' RETURNING id`,
      [id, scanned, replayed, this.clock.now()],
    );
    return rows.length === 1;
  }

  async end(id: number, state: 'done' | 'failed', detail: string | null): Promise<void> {
    await this.registry.query(
      `UPDATE replay SET state = $2, detail = $3, ended_at = $4 WHERE id = $1 AND state = 'running'`,
      [id, state, detail, this.clock.now()],
    );
  }

  /** Newest first. */
  list(limit: number): Promise<Replay[]> {
    return this.registry.query<Replay>(`SELECT ${COLUMNS} FROM replay ORDER BY id DESC LIMIT $1`, [limit]);
  }

  async find(id: number): Promise<Replay | null> {
    const [row] = await this.registry.query<Replay>(`SELECT ${COLUMNS} FROM replay WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** Of these messages those that are listed: the reasons of their rows that have not been replayed. */
  async waiting(places: readonly MessagePlace[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.registry.query<MessagePlace & { reasons: string[] | null }>(
      `SELECT r.partition, r."offset", array_agg(DISTINCT r.reason) FILTER (WHERE r.replayed_at IS NULL) AS reasons
       FROM jsonb_to_recordset($1::jsonb) AS p(partition int, "offset" bigint)
       JOIN rejected r ON r.partition = p.partition AND r."offset" = p."offset" GROUP BY r.partition, r."offset"`,
      [JSON.stringify(places)],
    );
    return new Map(rows.map((row) => [`${row.partition}:${row.offset}`, row.reasons ?? []]));
  }

  /** Marks messages as replayed; those that were counted but not listed are listed now, so that none goes back twice. */
  async markAll(messages: readonly ReplayedMessage[]): Promise<void> {
    const rows = messages.map(({ bytes, ...rest }) => ({
      ...rest,
      bytes: Buffer.from(bytes).toString('base64'),
    }));
    await this.registry.query(
      `WITH m AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS m(partition int, "offset" bigint, index int, at bigint,
           device text, topic text, reason text, detail text, bytes text)),
         marked AS (UPDATE rejected r SET replayed_at = $2 FROM m
           WHERE r.partition = m.partition AND r."offset" = m."offset" AND r.replayed_at IS NULL RETURNING 1)
       INSERT INTO rejected (partition, "offset", index, at, device, topic, reason, detail, bytes, replayed_at)
       SELECT partition, "offset", index, at, device, topic, reason, detail, decode(bytes, 'base64'), $2::bigint FROM m
       WHERE NOT EXISTS (SELECT 1 FROM rejected r WHERE r.partition = m.partition AND r."offset" = m."offset")
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows), this.clock.now()],
    );
    this.registry.edited();
  }
}
