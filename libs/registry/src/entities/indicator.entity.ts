import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A socio-economic indicator as the seeds describe it. */
@Entity('indicator')
export class IndicatorEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'indicator_pkey' }) id!: string;
  @Column('integer') position!: number;
  @Column('jsonb') body!: unknown;
}
