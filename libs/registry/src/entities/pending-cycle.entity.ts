import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LedgerDelta } from '../model.js';
import { INTEGER } from './columns.js';

/** What the running commit cycle of a partition will have done. [DESIGN 3 (a)] */
@Entity('pending_cycle')
export class PendingCycleEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pending_cycle_pkey' }) grp!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pending_cycle_pkey' }) topic!: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pending_cycle_pkey' }) partition!: number;
  @Column({ ...INTEGER, name: 'from_offset' }) fromOffset!: number;
  @Column({ ...INTEGER, name: 'next_offset' }) nextOffset!: number;
  @Column(INTEGER) epoch!: number;
  @Column('jsonb') counts!: LedgerDelta[];
  /** RejectedRow[] with bytes in base64. */
  @Column('jsonb') rejected!: unknown[];
  @Column(INTEGER) unlisted!: number;
}
