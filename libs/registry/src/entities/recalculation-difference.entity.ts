import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';
import { RecalculationEntity } from './recalculation.entity.js';

/** A value that a dry run found to differ from the stored one. */
@Entity('recalculation_difference')
export class RecalculationDifferenceEntity {
  @ForeignKey(() => RecalculationEntity, { name: 'recalculation_difference_fkey' })
  @PrimaryColumn({ ...INTEGER, primaryKeyConstraintName: 'recalculation_difference_pkey' })
  recalculation!: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'recalculation_difference_pkey' }) cell!: string;
  @Column('jsonb', { nullable: true }) before!: unknown;
  @Column('jsonb') after!: unknown;
}
