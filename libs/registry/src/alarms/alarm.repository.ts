import { Injectable } from '@nestjs/common';
import type { AlarmState, Severity } from '@app/contracts';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import { ALARM_COLUMNS, type AlarmEvent, type StoredAlarm } from './alarm.js';

/** Which alarms; everything that is left out doesn't matter. */
export interface AlarmQuery {
  readonly states?: readonly AlarmState[] | undefined;
  readonly severities?: readonly Severity[] | undefined;
  readonly areas?: readonly string[] | undefined;
  readonly rules?: readonly string[] | undefined;
  /** The alarms under this root. */
  readonly parent?: number | undefined;
  /** Only alarms that are under no other one. */
  readonly onlyRoots?: boolean | undefined;
  /** Touching [from, to), epoch ms. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Last alarm of the page before. */
  readonly before?: { readonly openedAt: number; readonly id: number } | undefined;
  readonly limit: number;
}

/** Alarms as people see and treat them. What the rules do with them is `AlarmEpisodeRepository`'s. */
@Injectable()
export class AlarmRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Newest opening first; withdrawn ones are left out. */
  list(q: AlarmQuery): Promise<StoredAlarm[]> {
    return this.registry.query<StoredAlarm>(
      `SELECT ${ALARM_COLUMNS} FROM alarm a
       WHERE a.resolution IS DISTINCT FROM 'withdrawn' AND ($1::text[] IS NULL OR a.state = ANY($1))
         AND ($2::text[] IS NULL OR a.severity = ANY($2)) AND ($3::text[] IS NULL OR a.area = ANY($3))
         AND ($4::text[] IS NULL OR a.rule = ANY($4)) AND ($5::bigint IS NULL OR a.parent = $5)
         AND (NOT $6::boolean OR a.parent IS NULL) AND ($7::bigint IS NULL OR coalesce(a.resolved_at, $7) >= $7)
         AND ($8::bigint IS NULL OR a.opened_at < $8)
         AND ($9::bigint IS NULL OR (a.opened_at, a.id) < ($9, $10::bigint))
       ORDER BY a.opened_at DESC, a.id DESC LIMIT $11`,
      [
        q.states ?? null,
        q.severities ?? null,
        q.areas ?? null,
        q.rules ?? null,
        q.parent ?? null,
        q.onlyRoots ?? false,
        q.from ?? null,
        q.to ?? null,
        q.before?.openedAt ?? null,
        q.before?.id ?? null,
        q.limit,
      ],
    );
  }

  /** Null when there is none of this id. */
  async find(id: number): Promise<StoredAlarm | null> {
    const [row] = await this.registry.query<StoredAlarm>(
      `SELECT ${ALARM_COLUMNS} FROM alarm a WHERE a.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** What happened to an alarm, oldest first. */
  history(id: number): Promise<AlarmEvent[]> {
    return this.registry.query<AlarmEvent>(
      'SELECT at, who, what, note FROM alarm_event WHERE alarm = $1 ORDER BY id',
      [id],
    );
  }

  /** A person takes note of it; of a root alarm, of what is under it too. REGISTRY_CONFLICT unless it is open. */
  acknowledge(id: number, by: string, note: string | null): Promise<StoredAlarm> {
    return this.treat(id, ['open'], async (sql, now) => {
      const rows = await sql<{ id: number }>(
        `UPDATE alarm SET state = 'acknowledged', acknowledged_at = $2, acknowledged_by = $3, revision = revision + 1,
           updated_at = $2 WHERE (id = $1 OR parent = $1) AND state = 'open' RETURNING id`,
        [id, now, by],
      );
      const ids = rows.map((row) => row.id);
      await addEvents(sql, ids, now, by, 'acknowledged', (one) => (one === id ? note : `root ${id}`));
    });
  }

  /** Says who is to look after it; null: nobody any more. */
  assign(id: number, by: string, assignee: string | null, note: string | null): Promise<StoredAlarm> {
    return this.treat(id, ['open', 'acknowledged'], async (sql, now) => {
      await sql('UPDATE alarm SET assignee = $2, revision = revision + 1, updated_at = $3 WHERE id = $1', [
        id,
        assignee,
        now,
      ]);
      const words = [assignee ?? '–', note].filter((part) => part !== null).join(': ');
      await addEvents(sql, [id], now, by, 'assigned', () => words);
    });
  }

  comment(id: number, by: string, note: string): Promise<StoredAlarm> {
    return this.treat(id, ['open', 'acknowledged', 'resolved'], async (sql, now) => {
      await sql('UPDATE alarm SET revision = revision + 1, updated_at = $2 WHERE id = $1', [id, now]);
      await addEvents(sql, [id], now, by, 'commented', () => note);
    });
  }

  /**
   * A person declares it over. While its condition goes on, the rules don't open it again; the next time that it holds is a
   * new alarm.
   */
  resolve(id: number, by: string, note: string): Promise<StoredAlarm> {
    return this.treat(id, ['open', 'acknowledged'], async (sql, now) => {
      await sql(
        `UPDATE alarm SET state = 'resolved', resolved_at = greatest($2::bigint, opened_at), resolution = 'person',
           revision = revision + 1, updated_at = $2 WHERE id = $1`,
        [id, now],
      );
      await addEvents(sql, [id], now, by, 'resolved', () => note);
    });
  }

  /** How many alarms are not resolved, by severity and state. */
  open(): Promise<{ severity: Severity; state: AlarmState; n: number }[]> {
    return this.registry.query(
      'SELECT severity, state, count(*) AS n FROM alarm WHERE resolved_at IS NULL GROUP BY severity, state',
    );
  }

  private async treat(
    id: number,
    from: readonly AlarmState[],
    work: (sql: Sql, now: number) => Promise<void>,
  ): Promise<StoredAlarm> {
    const now = this.clock.now();
    const row = await this.registry.transaction(async (sql) => {
      const [found] = await sql<{ state: AlarmState }>('SELECT state FROM alarm WHERE id = $1 FOR UPDATE', [
        id,
      ]);
      if (found === undefined) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no alarm ${id}`);
      if (!from.includes(found.state))
        throw new RegistryError(
          'REGISTRY_CONFLICT',
          `id: alarm ${id} is ${found.state}, not ${from.join(' or ')}`,
        );
      await work(sql, now);
      const [changed] = await sql<StoredAlarm>(`SELECT ${ALARM_COLUMNS} FROM alarm a WHERE a.id = $1`, [id]);
      return changed;
    });
    if (row === undefined) throw new RegistryError('REGISTRY_UNAVAILABLE', 'the alarm was not written');
    this.registry.edited();
    return row;
  }
}

async function addEvents(
  sql: Sql,
  ids: readonly number[],
  at: number,
  who: string,
  what: string,
  noteOf: (id: number) => string | null,
): Promise<void> {
  await sql(
    `INSERT INTO alarm_event (alarm, at, who, what, note) SELECT alarm, $2, $3, $4, note
     FROM jsonb_to_recordset($1::jsonb) AS e(alarm bigint, note text)`,
    [JSON.stringify(ids.map((alarm) => ({ alarm, note: noteOf(alarm) }))), at, who, what],
  );
}
