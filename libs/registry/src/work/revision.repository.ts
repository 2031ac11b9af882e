import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';

/** A version of a value from its finality on. */
export interface RevisionRow {
  /** `kpi|area|period|from|set`. */
  readonly cell: string;
  /** Digest of the inputs. */
  readonly digest: string;
  readonly revision: number;
  readonly reason: string | null;
  readonly body: unknown;
  /** Epoch ms. */
  readonly at: number;
}

/** Every value that was final once, and why it changed; appended only. [DESIGN 2.5] */
@Injectable()
export class RevisionRepository {
  constructor(private readonly registry: Registry) {}

  /** Repeating a row that is there already (a crashed self wrote it) changes nothing. */
  async append(rows: readonly RevisionRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.registry.query(
      `INSERT INTO kpi_revision (cell, revision, digest, reason, body, at)
       SELECT cell, revision, digest, reason, body, at FROM jsonb_to_recordset($1::jsonb)
         AS r(cell text, revision int, digest text, reason text, body jsonb, at bigint)
       ON CONFLICT (cell, revision, digest) DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  /** Newest revision of each cell that has one. */
  async latest(cells: readonly string[]): Promise<Map<string, { revision: number; digest: string }>> {
    const rows = await this.registry.query<{ cell: string; revision: number; digest: string }>(
      `SELECT DISTINCT ON (cell) cell, revision, digest FROM kpi_revision WHERE cell = ANY($1::text[])
       ORDER BY cell, revision DESC, at DESC`,
      [cells],
    );
    return new Map(rows.map(({ cell, revision, digest }) => [cell, { revision, digest }]));
  }

  /** The revision of each cell that stood at `at` (epoch ms); cells without one are absent. */
  async standing(cells: readonly string[], at: number): Promise<Map<string, RevisionRow>> {
    const rows = await this.registry.query<RevisionRow>(
      `SELECT DISTINCT ON (cell) cell, digest, revision, reason, body, at FROM kpi_revision
       WHERE cell = ANY($1::text[]) AND at <= $2 ORDER BY cell, revision DESC, at DESC`,
      [cells, at],
    );
    return new Map(rows.map((row) => [row.cell, row]));
  }

  /** All revisions of a cell, oldest first. */
  list(cell: string): Promise<RevisionRow[]> {
    return this.registry.query<RevisionRow>(
      `SELECT cell, digest, revision, reason, body, at FROM kpi_revision WHERE cell = $1 ORDER BY revision, at`,
      [cell],
    );
  }
}
