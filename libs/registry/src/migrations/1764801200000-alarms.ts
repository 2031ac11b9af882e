import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE alarm (id bigserial NOT NULL, rule text NOT NULL, rule_version integer NOT NULL, kind text NOT NULL,
     severity text NOT NULL, object_type text NOT NULL, object_id text NOT NULL, area text, station text, device text,
     kpi text, measure text, period text, state text NOT NULL, value double precision, limit_value double precision,
     unit text NOT NULL, opened_at bigint NOT NULL, observed_at bigint NOT NULL, ended_at bigint, resolved_at bigint,
     resolution text, acknowledged_at bigint, acknowledged_by text, assignee text, parent bigint, text_vi text NOT NULL,
     text_en text NOT NULL, revision integer NOT NULL, told integer NOT NULL, notified boolean NOT NULL, made_at bigint NOT NULL,
     updated_at bigint NOT NULL, CONSTRAINT alarm_pkey PRIMARY KEY (id),
     CONSTRAINT alarm_parent_fkey FOREIGN KEY (parent) REFERENCES alarm (id))`,
  // One open alarm a rule and object, whoever writes.
  'CREATE UNIQUE INDEX alarm_open_key ON alarm (rule, object_type, object_id) WHERE resolved_at IS NULL',
  'CREATE INDEX alarm_episode_idx ON alarm (rule, object_type, object_id, opened_at)',
  'CREATE INDEX alarm_opened_idx ON alarm (opened_at)',
  'CREATE INDEX alarm_parent_idx ON alarm (parent)',
  'CREATE INDEX alarm_untold_idx ON alarm (id) WHERE told < revision',
  `CREATE TABLE alarm_event (id bigserial NOT NULL, alarm bigint NOT NULL, at bigint NOT NULL, who text, what text NOT NULL,
     note text, CONSTRAINT alarm_event_pkey PRIMARY KEY (id),
     CONSTRAINT alarm_event_alarm_fkey FOREIGN KEY (alarm) REFERENCES alarm (id))`,
  'CREATE INDEX alarm_event_alarm_idx ON alarm_event (alarm)',
  `CREATE TABLE alarm_scope (name text NOT NULL, version bigint NOT NULL, CONSTRAINT alarm_scope_pkey PRIMARY KEY (name))`,
];

/** Alarms with their history, and what tells of two evaluations of the same alarms which came first. */
export class Alarms1764801200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE alarm_scope, alarm_event, alarm');
  }
}
