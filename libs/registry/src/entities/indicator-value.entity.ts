import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';

/** A published value; what a later publication says is a new revision. */
@Entity('indicator_value')
export class IndicatorValueEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'indicator_value_pkey' }) indicator!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'indicator_value_pkey' }) set!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'indicator_value_pkey' }) area!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'indicator_value_pkey' }) period!: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'indicator_value_pkey' }) revision!: number;
  @Column('double precision', { nullable: true }) value!: number | null;
  /** estimate, preliminary, official … */
  @Column('text') status!: string;
  @Column('text') digest!: string;
  /** Source document, publication date, notes. */
  @Column('jsonb') body!: unknown;
  @Column({ ...INTEGER, name: 'imported_at' }) importedAt!: number;
}
