import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['reporting_set', 'area'] as const;

/** Reporting sets and areas that somebody imported are told from those of the seeds; who added a catalogue entry. */
export class OwnCatalogue1764401600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`ALTER TABLE ${table} ADD COLUMN origin text NOT NULL DEFAULT 'seed'`);
    await runner.query('ALTER TABLE reporting_set ADD COLUMN position integer NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE catalogue_row ADD COLUMN by text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE catalogue_row DROP COLUMN by');
    await runner.query('ALTER TABLE reporting_set DROP COLUMN position');
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} DROP COLUMN origin`);
  }
}
