import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** A dirty cell, and who evaluates it until when. Marking it again gives it a new `seq`. */
@Entity('work')
@Index('work_due_at_idx', ['dueAt'])
@Index('work_recalculation_idx', ['recalculation'])
export class WorkEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'work_pkey' }) domain!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'work_pkey' }) level!: string;
  @PrimaryColumn({ ...INTEGER, name: 'from_time', primaryKeyConstraintName: 'work_pkey' }) from!: number;
  @Column({ ...INTEGER, name: 'due_at' }) dueAt!: number;
  @Column(INTEGER) @Generated('increment') seq!: number;
  @Column('text', { nullable: true }) owner!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'leased_until' }) leasedUntil!: number | null;
  @Column('text', { nullable: true }) trace!: string | null;
  @Column('text', { nullable: true }) cause!: string | null;
  @Column({ ...NULLABLE_INTEGER }) recalculation!: number | null;
}
