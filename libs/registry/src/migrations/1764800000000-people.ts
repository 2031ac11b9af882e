import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, API keys, roles, sessions, and the trail of who changed what. */
export class People1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit', 'session', 'api_key', 'role_grant', 'person']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('DROP FUNCTION audit_stands()');
  }
}

const UP = [
  `CREATE TABLE person (id text NOT NULL, name text NOT NULL, email text NOT NULL, issuer text, subject text, salt bytea,
     hash bytea, blocked_at bigint, created_at bigint NOT NULL, signed_in_at bigint,
     CONSTRAINT person_pkey PRIMARY KEY (id), CONSTRAINT person_email_key UNIQUE (email),
     CONSTRAINT person_subject_key UNIQUE (issuer, subject))`,
  `CREATE TABLE role_grant (id bigserial NOT NULL, holder text NOT NULL, role text NOT NULL, area text,
     given_at bigint NOT NULL, CONSTRAINT role_grant_pkey PRIMARY KEY (id))`,
  `CREATE TABLE api_key (id text NOT NULL, name text NOT NULL, salt bytea NOT NULL, hash bytea NOT NULL,
     created_at bigint NOT NULL, expires_at bigint, revoked_at bigint, CONSTRAINT api_key_pkey PRIMARY KEY (id))`,
  `CREATE TABLE session (id text NOT NULL, person text NOT NULL, salt bytea NOT NULL, access_hash bytea NOT NULL,
     access_until bigint NOT NULL, refresh_hash bytea NOT NULL, spent_hash bytea, refreshed_at bigint NOT NULL,
     refresh_until bigint NOT NULL, ends_at bigint NOT NULL, agent text NOT NULL, created_at bigint NOT NULL,
     revoked_at bigint, CONSTRAINT session_pkey PRIMARY KEY (id),
     CONSTRAINT session_person_fkey FOREIGN KEY (person) REFERENCES person (id))`,
  `CREATE TABLE audit (seq bigint NOT NULL, at bigint NOT NULL, caller_kind text NOT NULL, caller text NOT NULL,
     name text NOT NULL, action text NOT NULL, object text NOT NULL, detail text NOT NULL, outcome integer,
     outcome_of bigint, hash text NOT NULL, CONSTRAINT audit_pkey PRIMARY KEY (seq))`,
  `CREATE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the audit trail is appended to, never changed'; END $$`,
  `CREATE TRIGGER audit_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
     FOR EACH STATEMENT EXECUTE FUNCTION audit_stands()`,
];
