import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dirty cell remembers the trace of a reading that made it dirty. */
export class TraceOfWork1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE work ADD COLUMN trace text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE work DROP COLUMN trace');
  }
}
