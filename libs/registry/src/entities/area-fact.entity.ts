import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** A figure about an area from one date to another; a correction is the next revision of the same `valid_from`. */
@Entity('area_fact')
export class AreaFactEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'area_fact_pkey' }) set!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'area_fact_pkey' }) area!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'area_fact_pkey' }) key!: string;
  @PrimaryColumn({ ...INTEGER, name: 'valid_from', primaryKeyConstraintName: 'area_fact_pkey' })
  validFrom!: number;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'area_fact_pkey' }) revision!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'valid_to' }) validTo!: number | null;
  /** Null withdraws the revision before. */
  @Column('double precision', { nullable: true }) value!: number | null;
  @Column('text') source!: string;
  @Column('text', { name: 'recorded_by' }) recordedBy!: string;
  @Column({ ...INTEGER, name: 'recorded_at' }) recordedAt!: number;
  @Column('boolean') virtual!: boolean;
}
