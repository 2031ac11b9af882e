import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Series queries that people keep under a name. */
export class SavedQueries1764802000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE saved_query (id bigserial NOT NULL, name text NOT NULL, parameters jsonb NOT NULL, saved_by text NOT NULL,
         saved_at bigint NOT NULL, CONSTRAINT saved_query_pkey PRIMARY KEY (id), CONSTRAINT saved_query_name_key UNIQUE (name))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_query');
  }
}
