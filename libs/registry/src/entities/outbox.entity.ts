import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** One delivery to the outside, and who attempts it until when. */
@Entity('outbox')
@Index('outbox_target_idx', ['channel', 'target', 'id'])
@Unique('outbox_key', ['channel', 'key'])
@Index('outbox_due_idx', ['channel', 'dueAt'], { where: `(state = 'waiting'::text)` })
export class OutboxEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'outbox_pkey' }) id!: string;
  @Column('text') channel!: string;
  /** Of what it tells: a repeat of the same is no second delivery. */
  @Column('text') key!: string;
  @Column('text') target!: string;
  @Column('jsonb') body!: unknown;
  @Column('text') state!: 'waiting' | 'sent' | 'failed';
  @Column({ ...INTEGER, name: 'due_at' }) dueAt!: number;
  @Column('integer') attempts!: number;
  @Column('text', { nullable: true }) owner!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'leased_until' }) leasedUntil!: number | null;
  /** What the last attempt failed of. */
  @Column('text', { nullable: true }) error!: string | null;
  @Column({ ...INTEGER, name: 'made_at' }) madeAt!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'done_at' }) doneAt!: number | null;
  /** What the receiver said to the newest attempt, where the channel keeps it. */
  @Column('jsonb', { nullable: true }) answer!: unknown;
}
