import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replays of many rejected messages, with their progress. */
export class Replay1764900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE replay (id bigserial NOT NULL, filter jsonb NOT NULL, made_by text NOT NULL, made_at bigint NOT NULL,
         state text NOT NULL, scanned bigint NOT NULL, total bigint NOT NULL, replayed bigint NOT NULL,
         seen_at bigint NOT NULL, ended_at bigint, detail text, CONSTRAINT replay_pkey PRIMARY KEY (id))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE replay');
  }
}
