import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** What a unit reports of one of the decision's tasks in a year; a later report is a new revision. */
@Entity('plan_update')
@Unique('plan_update_revision_key', ['task', 'year', 'unit', 'revision'])
export class PlanUpdateEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'plan_update_pkey' }) id!: string;
  @Column('text') task!: string;
  @Column('integer') year!: number;
  /** Id of the reporting unit. */
  @Column('text') unit!: string;
  @Column('integer') revision!: number;
  @Column('text') state!: 'draft' | 'signed' | 'checked' | 'refused';
  /** Status, percent, evidence, obstacles, reason of a change. */
  @Column('jsonb') body!: unknown;
  @Column('text', { name: 'made_by' }) madeBy!: string;
  @Column({ ...INTEGER, name: 'made_at' }) madeAt!: number;
  @Column('text', { name: 'signed_by', nullable: true }) signedBy!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'signed_at' }) signedAt!: number | null;
  @Column('text', { name: 'checked_by', nullable: true }) checkedBy!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'checked_at' }) checkedAt!: number | null;
  /** Why it was refused. */
  @Column('text', { nullable: true }) refusal!: string | null;
}
