import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several credentials of one device, each with its own end, and times in which a device is in quarantine. */
export class DeviceTrust1764910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE credential ADD COLUMN id text',
  'UPDATE credential SET id = gen_random_uuid()::text',
  'ALTER TABLE credential ALTER COLUMN id SET NOT NULL',
  'ALTER TABLE credential DROP CONSTRAINT credential_pkey',
  'ALTER TABLE credential ADD CONSTRAINT credential_pkey PRIMARY KEY (id)',
  'ALTER TABLE credential ADD COLUMN expires_at bigint',
  'CREATE INDEX credential_principal_idx ON credential (principal)',
  `CREATE TABLE device_quarantine (id bigserial NOT NULL, device text NOT NULL, from_time bigint NOT NULL, to_time bigint,
     reason text NOT NULL, made_by text NOT NULL, released_by text,
     CONSTRAINT device_quarantine_pkey PRIMARY KEY (id),
     CONSTRAINT device_quarantine_device_fkey FOREIGN KEY (device) REFERENCES device (id))`,
  'CREATE UNIQUE INDEX device_quarantine_open_idx ON device_quarantine (device) WHERE to_time IS NULL',
];

const DOWN = [
  'DROP TABLE device_quarantine',
  `DELETE FROM credential c USING credential newer
   WHERE newer.principal = c.principal AND (newer.created_at, newer.id) > (c.created_at, c.id)`,
  'DROP INDEX credential_principal_idx',
  'ALTER TABLE credential DROP CONSTRAINT credential_pkey',
  'ALTER TABLE credential ADD CONSTRAINT credential_pkey PRIMARY KEY (principal)',
  'ALTER TABLE credential DROP COLUMN id, DROP COLUMN expires_at',
];
