import { Injectable } from '@nestjs/common';
import type { AlarmObject, AlarmState } from '@app/contracts';
import { Clock } from '@app/config';
import type { NewDelivery } from '../outbox/outbox.js';
import { putOutbox } from '../outbox/outbox.sql.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import { ALARM_COLUMNS, type AlarmFacts, type AlarmResolution, type StoredAlarm } from './alarm.js';
import { INSERT_ALARMS, SET_PARENTS, UPDATE_ALARMS } from './alarm-episode.sql.js';

/** Where an alarm stands after an evaluation. */
export interface AlarmStanding {
  readonly state: AlarmState;
  readonly resolvedAt: number | null;
  readonly resolution: AlarmResolution | null;
}

/** What an evaluation did to an alarm, for its history; null: its value moved on, nothing else. */
export type AlarmStep = 'opened' | 'revised' | 'resolved' | 'reopened' | 'withdrawn';

export type NewAlarm = AlarmFacts & AlarmStanding;

export interface AlarmUpdate extends AlarmFacts, AlarmStanding {
  readonly id: number;
  /** As read; when somebody has changed it since, the whole evaluation is repeated. */
  readonly revision: number;
  readonly step: Exclude<AlarmStep, 'opened'> | null;
  readonly note: string | null;
}

/** An episode by its object and opening. */
export interface EpisodeKey {
  readonly rule: string;
  readonly objectType: AlarmObject['type'];
  readonly objectId: string;
  readonly openedAt: number;
}

export interface AlarmChanges {
  readonly fresh: readonly NewAlarm[];
  readonly updates: readonly AlarmUpdate[];
  /** Root of each episode looked at; null: none. */
  readonly parents: readonly { readonly child: EpisodeKey; readonly parent: EpisodeKey | null }[];
}

/** Whom to tell of an alarm that was opened, reopened or resolved. */
export interface Notice {
  readonly deliveries: readonly NewDelivery[];
  /** For the history: `notified`, `quiet`; null: nobody is told, and it says nothing of it. */
  readonly what: 'notified' | 'quiet' | null;
}

/** Alarms as the rules evaluate them. */
@Injectable()
export class AlarmEpisodeRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Version of what is evaluated together, to be handed to `apply`; read before anything that the evaluation rests on. */
  async version(scope: string): Promise<number> {
    const [row] = await this.registry.query<{ version: number }>(
      'SELECT version FROM alarm_scope WHERE name = $1',
      [scope],
    );
    return row?.version ?? 0;
  }

  /** Alarms of these rules whose condition held, or was taken to hold, after `since`. */
  touching(rules: readonly string[], since: number): Promise<StoredAlarm[]> {
    return this.registry.query<StoredAlarm>(
      `SELECT ${ALARM_COLUMNS} FROM alarm a WHERE a.rule = ANY($1)
         AND (a.ended_at IS NULL OR a.ended_at > $2 OR a.opened_at >= $2) ORDER BY a.opened_at, a.id`,
      [rules, since],
    );
  }

  /**
   * Stores what an evaluation came to, with the notices that it makes, all or nothing. False when another evaluation of the
   * scope, or a person, was quicker: it must be done anew. `noticeOf` must be pure.
   */
  async apply(
    scope: string,
    version: number,
    changes: AlarmChanges,
    noticeOf: (alarm: StoredAlarm, step: AlarmStep) => Notice,
  ): Promise<boolean> {
    const now = this.clock.now();
    try {
      await this.registry.transaction((sql) => this.write(sql, { scope, version, changes, noticeOf, now }));
    } catch (error) {
      if (error instanceof Overtaken) return false;
      throw error;
    }
    if (changes.fresh.length > 0) this.registry.edited();
    return true;
  }

  /** Ends alarms of rules that are no longer evaluated; their condition is nobody's any more. Returns how many. */
  async endOthers(rules: readonly string[]): Promise<number> {
    const now = this.clock.now();
    const rows = await this.registry.query(
      `WITH gone AS (
         UPDATE alarm SET ended_at = greatest($2::bigint, opened_at), state = 'resolved', updated_at = $2,
           resolution = coalesce(resolution, 'rule'), resolved_at = coalesce(resolved_at, greatest($2::bigint, opened_at)),
           revision = revision + 1
         WHERE ended_at IS NULL AND NOT rule = ANY($1) RETURNING id, resolution
       ), told AS (
         INSERT INTO alarm_event (alarm, at, who, what, note) SELECT id, $2, NULL, 'resolved', 'rule'
         FROM gone WHERE resolution = 'rule'
       ) SELECT id FROM gone`,
      [rules, now],
    );
    return rows.length;
  }

  /** Alarms whose newest revision ❹ doesn't have yet, oldest first. */
  untold(limit: number): Promise<StoredAlarm[]> {
    return this.registry.query<StoredAlarm>(
      `SELECT ${ALARM_COLUMNS} FROM alarm a WHERE a.told < a.revision ORDER BY a.id LIMIT $1`,
      [limit],
    );
  }

  /** ❹ has these revisions. */
  async told(alarms: readonly Pick<StoredAlarm, 'id' | 'revision'>[]): Promise<void> {
    await this.registry.query(
      `UPDATE alarm a SET told = t.revision FROM jsonb_to_recordset($1::jsonb) AS t(id bigint, revision int)
       WHERE a.id = t.id AND a.told < t.revision`,
      [JSON.stringify(alarms.map(({ id, revision }) => ({ id, revision })))],
    );
  }

  private async write(sql: Sql, given: Write): Promise<void> {
    const { changes, now } = given;
    await takeVersion(sql, given);
    const steps = new Map<number, { step: AlarmStep; note: string | null }>();
    // What ends makes room for what opens: there is one open alarm a rule and object at every moment.
    const [ending, others] = [true, false].map((isOver) =>
      changes.updates.filter(({ resolvedAt }) => (resolvedAt !== null) === isOver),
    );
    for (const updates of [ending ?? [], others ?? []]) {
      if (updates.length === 0) continue;
      const updated = await sql(UPDATE_ALARMS, [JSON.stringify(updates), now]);
      if (updated.length < updates.length) throw new Overtaken();
      for (const { id, step, note } of updates) if (step !== null) steps.set(id, { step, note });
    }
    if (changes.fresh.length > 0) {
      const made = await sql<{ id: number }>(INSERT_ALARMS, [JSON.stringify(changes.fresh), now]);
      // Somebody else's alarm stands in the way of one of these: what this rests on is old.
      if (made.length < changes.fresh.length) throw new Overtaken();
      for (const { id } of made) steps.set(id, { step: 'opened', note: null });
    }
    if (changes.parents.length > 0) await sql(SET_PARENTS, [JSON.stringify(changes.parents.map(flat)), now]);
    await this.tellOf(sql, steps, given);
  }

  /** History and notices of what was opened, resolved or revised. */
  private async tellOf(
    sql: Sql,
    steps: ReadonlyMap<number, { step: AlarmStep; note: string | null }>,
    { noticeOf, now }: Write,
  ): Promise<void> {
    if (steps.size === 0) return;
    const alarms = await sql<StoredAlarm>(
      `SELECT ${ALARM_COLUMNS} FROM alarm a WHERE a.id = ANY($1) ORDER BY a.id`,
      [[...steps.keys()]],
    );
    const events: { alarm: number; what: string; note: string | null }[] = [];
    const deliveries: NewDelivery[] = [];
    const notified: number[] = [];
    for (const alarm of alarms) {
      const found = steps.get(alarm.id);
      if (found === undefined) continue;
      events.push({ alarm: alarm.id, what: found.step, note: found.note });
      const notice = noticeOf(alarm, found.step);
      deliveries.push(...notice.deliveries);
      if (notice.what !== null) events.push({ alarm: alarm.id, what: notice.what, note: null });
      if (notice.what === 'notified') notified.push(alarm.id);
    }
    await sql(
      `INSERT INTO alarm_event (alarm, at, who, what, note) SELECT alarm, $2, NULL, what, note
       FROM jsonb_to_recordset($1::jsonb) AS e(alarm bigint, what text, note text)`,
      [JSON.stringify(events), now],
    );
    await putOutbox(sql, deliveries, now);
    if (notified.length > 0) await sql('UPDATE alarm SET notified = true WHERE id = ANY($1)', [notified]);
  }
}

interface Write {
  readonly scope: string;
  readonly version: number;
  readonly changes: AlarmChanges;
  readonly noticeOf: (alarm: StoredAlarm, step: AlarmStep) => Notice;
  readonly now: number;
}

function flat({ child, parent }: AlarmChanges['parents'][number]): object {
  return {
    rule: child.rule,
    childType: child.objectType,
    childId: child.objectId,
    childOpenedAt: child.openedAt,
    parentType: parent?.objectType ?? null,
    parentId: parent?.objectId ?? null,
    parentOpenedAt: parent?.openedAt ?? null,
  };
}

/** Another evaluation was stored since this one began. */
class Overtaken extends RegistryError {
  constructor() {
    super('REGISTRY_CONFLICT', 'another evaluation of the alarms was quicker');
  }
}

async function takeVersion(sql: Sql, { scope, version }: Write): Promise<void> {
  const taken = await sql(
    `INSERT INTO alarm_scope AS s (name, version) SELECT $1, 1 WHERE $2::bigint = 0
     ON CONFLICT (name) DO NOTHING RETURNING name`,
    [scope, version],
  );
  if (taken.length > 0) return;
  const next = await sql(
    'UPDATE alarm_scope SET version = version + 1 WHERE name = $1 AND version = $2 RETURNING name',
    [scope, version],
  );
  if (next.length === 0) throw new Overtaken();
}
