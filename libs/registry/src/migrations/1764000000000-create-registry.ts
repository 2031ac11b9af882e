import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statements in order; `"set"`, `"offset"` and their like are quoted where PostgreSQL reserves them. */
const UP = [
  `CREATE TABLE change (seq bigserial NOT NULL, kind text NOT NULL, key text NOT NULL, at bigint NOT NULL,
     CONSTRAINT change_pkey PRIMARY KEY (seq))`,
  `CREATE TABLE setting (key text NOT NULL, value text NOT NULL, CONSTRAINT setting_pkey PRIMARY KEY (key))`,
  `CREATE TABLE reporting_set (id text NOT NULL, name_vi text NOT NULL, name_en text NOT NULL, note_vi text NOT NULL,
     note_en text NOT NULL, status text NOT NULL, CONSTRAINT reporting_set_pkey PRIMARY KEY (id))`,
  `CREATE TABLE area (set text NOT NULL, code text NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
     name_vi text NOT NULL, name_en text NOT NULL, level text NOT NULL, parent text, area_km2 double precision,
     rings jsonb NOT NULL, body jsonb NOT NULL, CONSTRAINT area_pkey PRIMARY KEY (set, code, valid_from))`,
  `CREATE TABLE station (id text NOT NULL, no serial NOT NULL, name text NOT NULL, kind text NOT NULL,
     lat double precision NOT NULL, lon double precision NOT NULL, area_override jsonb, virtual boolean NOT NULL,
     created_at bigint NOT NULL, CONSTRAINT station_pkey PRIMARY KEY (id), CONSTRAINT station_no_key UNIQUE (no))`,
  `CREATE TABLE station_fact (station text NOT NULL, key text NOT NULL, valid_from bigint NOT NULL, valid_to bigint,
     value jsonb NOT NULL, CONSTRAINT station_fact_pkey PRIMARY KEY (station, key, valid_from),
     CONSTRAINT station_fact_station_fkey FOREIGN KEY (station) REFERENCES station (id))`,
  `CREATE TABLE gateway (id text NOT NULL, created_at bigint NOT NULL, CONSTRAINT gateway_pkey PRIMARY KEY (id))`,
  `CREATE TABLE device (id text NOT NULL, station text NOT NULL, profile text NOT NULL, codec text,
     cadence_s integer NOT NULL, lanes integer[] NOT NULL, direction text NOT NULL, gateway text,
     virtual boolean NOT NULL, created_at bigint NOT NULL, CONSTRAINT device_pkey PRIMARY KEY (id),
     CONSTRAINT device_station_fkey FOREIGN KEY (station) REFERENCES station (id),
     CONSTRAINT device_gateway_fkey FOREIGN KEY (gateway) REFERENCES gateway (id))`,
  `CREATE INDEX device_station_idx ON device (station)`,
  `CREATE TABLE device_interval (device text NOT NULL, active_from bigint NOT NULL, active_to bigint,
     CONSTRAINT device_interval_pkey PRIMARY KEY (device, active_from),
     CONSTRAINT device_interval_device_fkey FOREIGN KEY (device) REFERENCES device (id))`,
  `CREATE TABLE credential (principal text NOT NULL, kind text NOT NULL, salt bytea NOT NULL, hash bytea NOT NULL,
     created_at bigint NOT NULL, revoked_at bigint, CONSTRAINT credential_pkey PRIMARY KEY (principal))`,
  `CREATE TABLE catalogue_row (kind text NOT NULL, key text NOT NULL, version integer NOT NULL,
     valid_from bigint NOT NULL, valid_to bigint, origin text NOT NULL, digest text NOT NULL,
     position integer NOT NULL, body jsonb NOT NULL, CONSTRAINT catalogue_row_pkey PRIMARY KEY (kind, key, version))`,
  `CREATE TABLE indicator (id text NOT NULL, position integer NOT NULL, body jsonb NOT NULL,
     CONSTRAINT indicator_pkey PRIMARY KEY (id))`,
  `CREATE TABLE indicator_value (indicator text NOT NULL, set text NOT NULL, area text NOT NULL, period text NOT NULL,
     revision integer NOT NULL, value double precision, status text NOT NULL, digest text NOT NULL,
     body jsonb NOT NULL, imported_at bigint NOT NULL,
     CONSTRAINT indicator_value_pkey PRIMARY KEY (indicator, set, area, period, revision))`,
  `CREATE TABLE partition_position (grp text NOT NULL, topic text NOT NULL, partition integer NOT NULL,
     epoch bigint NOT NULL, position bigint NOT NULL,
     CONSTRAINT partition_position_pkey PRIMARY KEY (grp, topic, partition))`,
  `CREATE TABLE pending_cycle (grp text NOT NULL, topic text NOT NULL, partition integer NOT NULL,
     from_offset bigint NOT NULL, next_offset bigint NOT NULL, epoch bigint NOT NULL, counts jsonb NOT NULL,
     rejected jsonb NOT NULL, unlisted bigint NOT NULL,
     CONSTRAINT pending_cycle_pkey PRIMARY KEY (grp, topic, partition))`,
  `CREATE TABLE ledger (device text NOT NULL, hour bigint NOT NULL, stored bigint NOT NULL, corrected bigint NOT NULL,
     duplicate bigint NOT NULL, privacy_dropped bigint NOT NULL, updated_at bigint NOT NULL,
     CONSTRAINT ledger_pkey PRIMARY KEY (device, hour))`,
  `CREATE INDEX ledger_hour_idx ON ledger (hour, device)`,
  `CREATE INDEX ledger_updated_at_idx ON ledger (updated_at)`,
  `CREATE TABLE ledger_rejection (device text NOT NULL, hour bigint NOT NULL, reason text NOT NULL, n bigint NOT NULL,
     CONSTRAINT ledger_rejection_pkey PRIMARY KEY (device, hour, reason))`,
  `CREATE TABLE rejected (partition integer NOT NULL, "offset" bigint NOT NULL, index integer NOT NULL,
     at bigint NOT NULL, device text NOT NULL, topic text NOT NULL, reason text NOT NULL, detail text NOT NULL,
     bytes bytea NOT NULL, replayed_at bigint,
     CONSTRAINT rejected_pkey PRIMARY KEY (partition, "offset", index))`,
  `CREATE INDEX rejected_at_idx ON rejected (at)`,
  `CREATE INDEX rejected_device_at_idx ON rejected (device, at)`,
  `CREATE TABLE work (domain text NOT NULL, level text NOT NULL, from_time bigint NOT NULL, due_at bigint NOT NULL,
     seq bigserial NOT NULL, owner text, leased_until bigint,
     CONSTRAINT work_pkey PRIMARY KEY (domain, level, from_time))`,
  `CREATE INDEX work_due_at_idx ON work (due_at)`,
  `CREATE TABLE kpi_revision (cell text NOT NULL, revision integer NOT NULL, digest text NOT NULL, reason text,
     body jsonb NOT NULL, at bigint NOT NULL, CONSTRAINT kpi_revision_pkey PRIMARY KEY (cell, revision, digest))`,
];

const TABLES =
  'kpi_revision, work, rejected, ledger_rejection, ledger, pending_cycle, partition_position, indicator_value, ' +
  'indicator, catalogue_row, credential, device_interval, device, gateway, station_fact, station, area, ' +
  'reporting_set, setting, change';

/** All tables of the first release. */
export class CreateRegistry1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${TABLES}`);
  }
}
