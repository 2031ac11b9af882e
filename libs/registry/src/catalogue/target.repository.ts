import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import type { Target } from '../seed/catalogue.schema.js';

/** A target as it stands, with its version and who put it there. */
export interface StandingTarget extends Target {
  readonly version: number;
  readonly origin: 'seed' | 'user';
}

/** Targets of KPIs: versions, never updated in place. Those that people put here are left alone by the seeds. */
@Injectable()
export class TargetRepository {
  constructor(private readonly registry: Registry) {}

  /** Targets that stand, in the seeds' order. */
  async list(): Promise<StandingTarget[]> {
    const rows = await this.registry.query<{ body: Target; version: number; origin: 'seed' | 'user' }>(
      `SELECT body, version, origin FROM catalogue_row WHERE kind = 'target' AND valid_to IS NULL ORDER BY position, key`,
    );
    return rows.map(({ body, version, origin }) => ({ ...body, version, origin }));
  }

  /** Puts a target: a new one, or the next version of the one that has its id. */
  async put(target: Target, now: number): Promise<StandingTarget> {
    const body = JSON.stringify(target);
    const version = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      await sql(
        `UPDATE catalogue_row SET valid_to = $2 WHERE kind = 'target' AND key = $1 AND valid_to IS NULL`,
        [target.id, now],
      );
      const [row] = await sql<{ version: number }>(
        `INSERT INTO catalogue_row (kind, key, version, valid_from, valid_to, origin, digest, position, body)
         SELECT 'target', $1, coalesce(max(version), 0) + 1, $2::bigint, NULL, 'user', $3, coalesce(max(position), 100000),
           $4::jsonb FROM catalogue_row WHERE kind = 'target' AND key = $1 RETURNING version`,
        [target.id, now, createHash('sha256').update(body).digest('hex'), body],
      );
      await noteChange(sql, 'target', target.id, now);
      return row?.version ?? 1;
    });
    this.registry.edited();
    return { ...target, version, origin: 'user' };
  }
}
