import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** Rejected messages of a device or reason put back into ❶, and how far that is. */
@Entity('replay')
export class ReplayEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'replay_pkey' }) id!: string;
  /** Device, reason and span that were asked for. */
  @Column('jsonb') filter!: unknown;
  @Column('text', { name: 'made_by' }) madeBy!: string;
  @Column({ ...INTEGER, name: 'made_at' }) madeAt!: number;
  @Column('text') state!: 'running' | 'done' | 'failed';
  /** Records of ❷: looked at, and to look at. */
  @Column(INTEGER) scanned!: number;
  @Column(INTEGER) total!: number;
  /** Messages that are durable in ❶ again. */
  @Column(INTEGER) replayed!: number;
  /** Last sign of life: a run without one for a minute has ended with its process. */
  @Column({ ...INTEGER, name: 'seen_at' }) seenAt!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'ended_at' }) endedAt!: number | null;
  @Column('text', { nullable: true }) detail!: string | null;
}
