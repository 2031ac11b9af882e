import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AlarmRule } from '@app/alarms';
import { Clock } from '@app/config';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';

/** A version of a rule. Times are epoch ms. */
export interface StoredAlarmRule {
  readonly rule: AlarmRule;
  /** 1 for the first version of a rule. */
  readonly version: number;
  /** From when on it is evaluated; 0: since ever. */
  readonly validFrom: number;
  readonly validTo: number | null;
  /** Who made it; null for what the seeds brought. */
  readonly by: string | null;
  /** Nobody's any more: kept for what rests on it. */
  readonly removed: boolean;
}

type Body = AlarmRule & { readonly removed?: true };
interface Row extends Omit<StoredAlarmRule, 'rule' | 'removed'> {
  readonly body: Body;
}

const KIND = 'alarmRule';
/** Where rules that somebody added stand: after those of the seeds. */
const USER_POSITION = 1_000_000;
const COLUMNS = 'version, valid_from AS "validFrom", valid_to AS "validTo", by, body';

/**
 * Alarm rules, each change a new version under the administrator's name. A rule that somebody has changed no longer follows
 * the seeds.
 */
@Injectable()
export class AlarmRuleRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** The versions in force, those of the seeds first; also of rules that are not enabled. */
  async current(): Promise<StoredAlarmRule[]> {
    const rows = await this.registry.query<Row>(
      `SELECT ${COLUMNS} FROM catalogue_row WHERE kind = $1 AND valid_to IS NULL AND NOT body ? 'removed'
       ORDER BY position, key`,
      [KIND],
    );
    return rows.map(fromRow);
  }

  /** All versions of a rule, newest first; empty when there never was one. */
  async versions(id: string): Promise<StoredAlarmRule[]> {
    const rows = await this.registry.query<Row>(
      `SELECT ${COLUMNS} FROM catalogue_row WHERE kind = $1 AND key = $2 ORDER BY version DESC`,
      [KIND, id],
    );
    return rows.map(fromRow);
  }

  /** Adds a rule. REGISTRY_CONFLICT when there is one of that id. */
  add(rule: AlarmRule, by: string): Promise<StoredAlarmRule> {
    return this.write(rule.id, rule, by, (found) => {
      if (found !== null && found.body.removed === undefined)
        throw new RegistryError('REGISTRY_CONFLICT', `id: there is a rule ${rule.id}; PUT changes it`);
    });
  }

  /** Puts a version in the place of the one in force. REGISTRY_NOT_FOUND when there is none. */
  change(rule: AlarmRule, by: string): Promise<StoredAlarmRule> {
    return this.write(rule.id, rule, by, (found) => exists(rule.id, found));
  }

  /** Takes a rule away; its alarms end with it. REGISTRY_NOT_FOUND when there is none. */
  async remove(id: string, by: string): Promise<StoredAlarmRule> {
    const [newest] = await this.versions(id);
    if (newest === undefined || newest.removed) throw missing(id);
    const body: Body = { ...newest.rule, enabled: false, removed: true };
    return this.write(id, body, by, (found) => exists(id, found));
  }

  private async write(
    id: string,
    rule: Body,
    by: string,
    check: (found: Row | null) => void,
  ): Promise<StoredAlarmRule> {
    const body = JSON.stringify(rule);
    const digest = createHash('sha256').update(body).digest('hex');
    const row = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const now = this.clock.now();
      const [newest = null] = await sql<Row & { position: number }>(
        `SELECT ${COLUMNS}, position FROM catalogue_row WHERE kind = $1 AND key = $2 ORDER BY version DESC LIMIT 1`,
        [KIND, id],
      );
      check(newest?.validTo === null ? newest : null);
      await sql(`UPDATE catalogue_row SET valid_to = $3 WHERE kind = $1 AND key = $2 AND valid_to IS NULL`, [
        KIND,
        id,
        now,
      ]);
      const [added] = await this.insert(sql, id, newest, { body, digest, by, now });
      await noteChange(sql, KIND, id, now);
      return added;
    });
    this.registry.edited();
    if (row === undefined) throw new RegistryError('REGISTRY_UNAVAILABLE', 'the rule was not written');
    return fromRow(row);
  }

  private insert(
    sql: Sql,
    id: string,
    newest: (Row & { position: number }) | null,
    given: { body: string; digest: string; by: string; now: number },
  ): Promise<Row[]> {
    return sql<Row>(
      `INSERT INTO catalogue_row (kind, key, version, valid_from, valid_to, origin, digest, position, body, by)
       VALUES ($1, $2, $3, $4, NULL, 'user', $5, $6, $7::jsonb, $8) RETURNING ${COLUMNS}`,
      [
        KIND,
        id,
        (newest?.version ?? 0) + 1,
        given.now,
        given.digest,
        newest?.position ?? USER_POSITION,
        given.body,
        given.by,
      ],
    );
  }
}

function exists(id: string, found: Row | null): void {
  if (found === null || found.body.removed !== undefined) throw missing(id);
}

function missing(id: string): RegistryError {
  return new RegistryError('REGISTRY_NOT_FOUND', `id: no alarm rule ${id}`);
}

function fromRow({ body, version, validFrom, validTo, by }: Row): StoredAlarmRule {
  const { removed, ...rule } = body;
  return { rule: rule, version, validFrom, validTo, by, removed: removed === true };
}
