import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From where on a partition has to be applied once more, and a number that grows with each such debt. */
export class RedoOfPartition1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE partition_position ADD COLUMN redo_from bigint, ADD COLUMN redo_seq bigint NOT NULL DEFAULT 0',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE partition_position DROP COLUMN redo_from, DROP COLUMN redo_seq');
  }
}
