import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';

@Entity('ledger_rejection')
export class LedgerRejectionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ledger_rejection_pkey' }) device!: string;
  @PrimaryColumn({ ...INTEGER, primaryKeyConstraintName: 'ledger_rejection_pkey' }) hour!: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ledger_rejection_pkey' }) reason!: string;
  @Column(INTEGER) n!: number;
}
