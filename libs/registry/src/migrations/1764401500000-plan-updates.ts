import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What units report of the decision's tasks year by year, signed by one person and checked by another. */
export class PlanUpdates1764401500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE plan_update (id bigserial NOT NULL, task text NOT NULL, year integer NOT NULL, unit text NOT NULL,
         revision integer NOT NULL, state text NOT NULL, body jsonb NOT NULL, made_by text NOT NULL, made_at bigint NOT NULL,
         signed_by text, signed_at bigint, checked_by text, checked_at bigint, refusal text,
         CONSTRAINT plan_update_pkey PRIMARY KEY (id),
         CONSTRAINT plan_update_revision_key UNIQUE (task, year, unit, revision))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE plan_update');
  }
}
