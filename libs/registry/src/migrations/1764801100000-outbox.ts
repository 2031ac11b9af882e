import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be delivered to the outside, written in the transaction that it tells of. */
export class Outbox1764801100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE outbox (id bigserial NOT NULL, channel text NOT NULL, key text NOT NULL, target text NOT NULL,
         body jsonb NOT NULL, state text NOT NULL, due_at bigint NOT NULL, attempts integer NOT NULL,
         owner text, leased_until bigint, error text, made_at bigint NOT NULL, done_at bigint,
         CONSTRAINT outbox_pkey PRIMARY KEY (id), CONSTRAINT outbox_key UNIQUE (channel, key))`,
    );
    await runner.query(`CREATE INDEX outbox_due_idx ON outbox (channel, due_at) WHERE state = 'waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox');
  }
}
