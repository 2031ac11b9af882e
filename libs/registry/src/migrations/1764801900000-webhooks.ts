import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receivers of events outside, and what they answered to a delivery. */
export class Webhooks1764801900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE webhook (id bigserial NOT NULL, name text NOT NULL, url text NOT NULL, wants jsonb NOT NULL,
         secret text NOT NULL, old_secret text, old_until bigint, state text NOT NULL, reason text,
         failing_since bigint, succeeded_at bigint, dropped bigint NOT NULL, created_at bigint NOT NULL,
         CONSTRAINT webhook_pkey PRIMARY KEY (id))`,
    );
    await runner.query('ALTER TABLE outbox ADD answer jsonb');
    await runner.query(`CREATE INDEX outbox_target_idx ON outbox (channel, target, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX outbox_target_idx');
    await runner.query('ALTER TABLE outbox DROP answer');
    await runner.query('DROP TABLE webhook');
  }
}
