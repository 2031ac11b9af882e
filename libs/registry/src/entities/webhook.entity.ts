import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** A receiver of events outside, and how it fares. Its deliveries are rows of the outbox. */
@Entity('webhook')
export class WebhookEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'webhook_pkey' }) id!: string;
  @Column('text') name!: string;
  @Column('text') url!: string;
  /** What it wants: kinds of event and filters. */
  @Column('jsonb') wants!: unknown;
  /** Shared with the receiver: a signature needs it as it is. */
  @Column('text') secret!: string;
  /** Signs too until then, so that a receiver can change over. */
  @Column('text', { name: 'old_secret', nullable: true }) oldSecret!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'old_until' }) oldUntil!: number | null;
  @Column('text') state!: 'active' | 'paused' | 'disabled';
  /** Why it was disabled. */
  @Column('text', { nullable: true }) reason!: string | null;
  /** Since when no delivery got through. */
  @Column({ ...NULLABLE_INTEGER, name: 'failing_since' }) failingSince!: number | null;
  @Column({ ...NULLABLE_INTEGER, name: 'succeeded_at' }) succeededAt!: number | null;
  /** Events that were left out because too many waited. */
  @Column(INTEGER) dropped!: number;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
}
