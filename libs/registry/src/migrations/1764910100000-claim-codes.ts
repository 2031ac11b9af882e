import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes by which devices register themselves, or who installs them does, in batches. */
export class ClaimCodes1764910100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE claim_batch (id text NOT NULL, note text NOT NULL, profile text NOT NULL, cadence_s integer NOT NULL,
         area text, station text, made_by text NOT NULL, made_at bigint NOT NULL, expires_at bigint NOT NULL,
         revoked_at bigint, CONSTRAINT claim_batch_pkey PRIMARY KEY (id),
         CONSTRAINT claim_batch_station_fkey FOREIGN KEY (station) REFERENCES station (id))`,
    );
    await runner.query(
      `CREATE TABLE claim_code (id text NOT NULL, batch text NOT NULL, device text NOT NULL, salt bytea NOT NULL,
         hash bytea NOT NULL, claimed_at bigint, CONSTRAINT claim_code_pkey PRIMARY KEY (id),
         CONSTRAINT claim_code_batch_fkey FOREIGN KEY (batch) REFERENCES claim_batch (id))`,
    );
    await runner.query('CREATE INDEX claim_code_batch_idx ON claim_code (batch)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE claim_code');
    await runner.query('DROP TABLE claim_batch');
  }
}
