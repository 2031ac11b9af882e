import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { NULLABLE_INTEGER } from './columns.js';
import { ClaimBatchEntity } from './claim-batch.entity.js';

/** Salted SHA-256 of a code's secret part, which is kept nowhere; its other part is `id`. */
@Entity('claim_code')
@Index('claim_code_batch_idx', ['batch'])
export class ClaimCodeEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'claim_code_pkey' }) id!: string;
  @ForeignKey(() => ClaimBatchEntity, { name: 'claim_code_batch_fkey' })
  @Column('text')
  batch!: string;
  /** Id that its device gets. */
  @Column('text') device!: string;
  @Column('bytea') salt!: Buffer;
  @Column('bytea') hash!: Buffer;
  @Column({ ...NULLABLE_INTEGER, name: 'claimed_at' }) claimedAt!: number | null;
}
