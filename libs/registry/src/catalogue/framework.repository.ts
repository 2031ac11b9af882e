import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Framework, FrameworkIndicator } from '../seed/frameworks.schema.js';
import type { PublicationOutcome } from './indicator-publication.js';

const KIND = 'frameworkIndicator';

/** Frameworks of indicators; those that somebody imported are versions like the seeds', never updated in place. */
@Injectable()
export class FrameworkRepository {
  constructor(private readonly registry: Registry) {}

  async frameworks(): Promise<Framework[]> {
    const rows = await this.registry.query<{ body: Framework }>(
      `SELECT body FROM catalogue_row WHERE kind = 'framework' AND valid_to IS NULL ORDER BY position, key`,
    );
    return rows.map(({ body }) => body);
  }

  /** Indicators of one framework, or of all, in their order. */
  async indicators(framework?: string): Promise<FrameworkIndicator[]> {
    const rows = await this.registry.query<{ body: FrameworkIndicator }>(
      `SELECT body FROM catalogue_row WHERE kind = $1 AND valid_to IS NULL AND ($2::text IS NULL OR body->>'framework' = $2)
       ORDER BY position, key`,
      [KIND, framework ?? null],
    );
    return rows.map(({ body }) => body);
  }

  /**
   * Adds indicators to a framework, or describes them anew, all or none; what each came to, in the order given. Those that the
   * rows don't name stay. RegistryError NOT_FOUND for a framework that there isn't.
   */
  async describe(
    framework: string,
    rows: readonly FrameworkIndicator[],
    { dryRun, now, by }: { readonly dryRun: boolean; readonly now: number; readonly by: string | null },
  ): Promise<readonly PublicationOutcome[]> {
    const outcomes = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const [known] = await sql(
        `SELECT 1 FROM catalogue_row WHERE kind = 'framework' AND key = $1 AND valid_to IS NULL`,
        [framework],
      );
      if (known === undefined) throw new RegistryError('REGISTRY_NOT_FOUND', `no framework ${framework}`);
      const stored = await sql<{ key: string; digest: string }>(
        'SELECT key, digest FROM catalogue_row WHERE kind = $1 AND valid_to IS NULL',
        [KIND],
      );
      const digests = new Map(stored.map(({ key, digest }) => [key, digest]));
      const entries = rows.map((body, position) => {
        const key = `${framework}/${body.code}`;
        const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
        const before = digests.get(key);
        const outcome: PublicationOutcome =
          before === undefined ? 'added' : before === digest ? 'unchanged' : 'revised';
        return { key, position, digest, body, outcome };
      });
      const changed = entries.filter(({ outcome }) => outcome !== 'unchanged');
      if (!dryRun && changed.length > 0) {
        const keys = changed.map(({ key }) => key);
        await sql(
          'UPDATE catalogue_row SET valid_to = $3 WHERE kind = $1 AND key = ANY($2::text[]) AND valid_to IS NULL',
          [KIND, keys, now],
        );
        await sql(
          `INSERT INTO catalogue_row (kind, key, version, valid_from, valid_to, origin, digest, position, body, by)
           SELECT $1, e.key, coalesce(old.version, 0) + 1, $3::bigint, NULL, 'user', e.digest, e.position, e.body, $4
           FROM jsonb_to_recordset($2::jsonb) AS e(key text, digest text, position int, body jsonb)
           LEFT JOIN (SELECT key, max(version) AS version FROM catalogue_row WHERE kind = $1 GROUP BY key) old ON old.key = e.key`,
          [KIND, JSON.stringify(changed), now, by],
        );
        await noteChange(sql, 'framework', framework, now);
      }
      return entries.map(({ outcome }) => outcome);
    });
    if (!dryRun) this.registry.edited();
    return outcomes;
  }
}
