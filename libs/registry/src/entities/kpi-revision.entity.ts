import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';

/** A value that changed after it was final, and why. Appended only. [DESIGN 2.5] */
@Entity('kpi_revision')
export class KpiRevisionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'kpi_revision_pkey' }) cell!: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'kpi_revision_pkey' }) revision!: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'kpi_revision_pkey' }) digest!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('jsonb') body!: unknown;
  @Column(INTEGER) at!: number;
}
