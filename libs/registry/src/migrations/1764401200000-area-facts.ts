import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures about areas (length of major streets, number of lamps …) with validity, source and revisions. */
export class AreaFacts1764401200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE area_fact (set text NOT NULL, area text NOT NULL, key text NOT NULL, valid_from bigint NOT NULL,
         revision integer NOT NULL, valid_to bigint, value double precision, source text NOT NULL,
         recorded_by text NOT NULL, recorded_at bigint NOT NULL, virtual boolean NOT NULL,
         CONSTRAINT area_fact_pkey PRIMARY KEY (set, area, key, valid_from, revision))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE area_fact');
  }
}
