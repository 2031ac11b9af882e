import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';
import { SignatureEntity } from './signature.entity.js';

/** Values of a signed period that would be others now: proposed, then accepted or refused. */
@Entity('restatement')
export class RestatementEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'restatement_pkey' }) id!: string;
  @ForeignKey(() => SignatureEntity, { name: 'restatement_signature_fkey' })
  @Column(INTEGER)
  signature!: number;
  @Column('text') state!: 'proposed' | 'accepted' | 'refused' | 'withdrawn';
  @Column({ ...INTEGER, name: 'proposed_at' }) proposedAt!: number;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'decided_at' }) decidedAt!: number | null;
  /** Why it was accepted or refused. */
  @Column('text', { nullable: true }) decision!: string | null;
}
