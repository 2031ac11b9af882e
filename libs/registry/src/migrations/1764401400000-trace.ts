import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE exclusion (id bigserial NOT NULL, device text NOT NULL, from_time bigint NOT NULL, to_time bigint NOT NULL,
     kind text NOT NULL, reason text NOT NULL, made_by text NOT NULL, made_at bigint NOT NULL, withdrawn_by text,
     withdrawn_at bigint, CONSTRAINT exclusion_pkey PRIMARY KEY (id),
     CONSTRAINT exclusion_device_fkey FOREIGN KEY (device) REFERENCES device (id))`,
  `CREATE TABLE recalculation (id bigserial NOT NULL, from_time bigint NOT NULL, to_time bigint NOT NULL,
     scope jsonb NOT NULL, dry_run boolean NOT NULL, made_by text NOT NULL, reason text NOT NULL, made_at bigint NOT NULL,
     state text NOT NULL, total bigint NOT NULL, handed bigint NOT NULL, changed bigint NOT NULL, revisions bigint NOT NULL,
     ended_at bigint, owner text, leased_until bigint, detail text,
     CONSTRAINT recalculation_pkey PRIMARY KEY (id))`,
  `CREATE TABLE recalculation_difference (recalculation bigint NOT NULL, cell text NOT NULL, before jsonb,
     after jsonb NOT NULL, CONSTRAINT recalculation_difference_pkey PRIMARY KEY (recalculation, cell),
     CONSTRAINT recalculation_difference_fkey FOREIGN KEY (recalculation) REFERENCES recalculation (id))`,
  'ALTER TABLE work ADD COLUMN cause text, ADD COLUMN recalculation bigint',
  'CREATE INDEX work_recalculation_idx ON work (recalculation)',
  `CREATE TABLE signature (id bigserial NOT NULL, set text NOT NULL, area text NOT NULL, period text NOT NULL,
     from_time bigint NOT NULL, to_time bigint NOT NULL, signed_by text NOT NULL, signed_at bigint NOT NULL,
     note text NOT NULL, checked_by text, checked_at bigint, CONSTRAINT signature_pkey PRIMARY KEY (id),
     CONSTRAINT signature_period_key UNIQUE (set, area, period, from_time))`,
  `CREATE TABLE restatement (id bigserial NOT NULL, signature bigint NOT NULL, state text NOT NULL,
     proposed_at bigint NOT NULL, decided_by text, decided_at bigint, decision text,
     CONSTRAINT restatement_pkey PRIMARY KEY (id),
     CONSTRAINT restatement_signature_fkey FOREIGN KEY (signature) REFERENCES signature (id))`,
  `CREATE TABLE restatement_cell (restatement bigint NOT NULL, cell text NOT NULL, digest text NOT NULL,
     reason text NOT NULL, before jsonb NOT NULL, after jsonb NOT NULL, domain text NOT NULL, level text NOT NULL,
     unit_from bigint NOT NULL, at bigint NOT NULL,
     CONSTRAINT restatement_cell_pkey PRIMARY KEY (restatement, cell),
     CONSTRAINT restatement_cell_fkey FOREIGN KEY (restatement) REFERENCES restatement (id))`,
  'CREATE INDEX restatement_cell_idx ON restatement_cell (cell, digest)',
];

/** Exclusions, recalculations, signed periods and proposed restatements. [DESIGN 2.5, 3, 7] */
export class Trace1764401400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE work DROP COLUMN cause, DROP COLUMN recalculation');
    await runner.query(
      'DROP TABLE restatement_cell, restatement, signature, recalculation_difference, recalculation, exclusion',
    );
  }
}
