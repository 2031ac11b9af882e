import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** Values of the past worked out anew, and how far that is. */
@Entity('recalculation')
export class RecalculationEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'recalculation_pkey' }) id!: string;
  @Column({ ...INTEGER, name: 'from_time' }) from!: number;
  @Column({ ...INTEGER, name: 'to_time' }) to!: number;
  /** Areas and KPIs asked for, and the domains that follow from them. */
  @Column('jsonb') scope!: unknown;
  @Column('boolean', { name: 'dry_run' }) dryRun!: boolean;
  @Column('text', { name: 'made_by' }) madeBy!: string;
  @Column('text') reason!: string;
  @Column({ ...INTEGER, name: 'made_at' }) madeAt!: number;
  @Column('text') state!: 'running' | 'stopped' | 'done' | 'failed';
  /** Pieces of work: all, and how many of them the work table has been given (a dry run: how many it has done). */
  @Column(INTEGER) total!: number;
  @Column(INTEGER) handed!: number;
  @Column(INTEGER) changed!: number;
  @Column(INTEGER) revisions!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'ended_at' }) endedAt!: number | null;
  @Column('text', { nullable: true }) owner!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'leased_until' }) leasedUntil!: number | null;
  @Column('text', { nullable: true }) detail!: string | null;
}
