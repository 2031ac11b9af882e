import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';

/** What became of the readings of a device that arrived within an hour. [DESIGN 2.2] */
@Entity('ledger')
@Index('ledger_hour_idx', ['hour', 'device'])
@Index('ledger_updated_at_idx', ['updatedAt'])
export class LedgerEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ledger_pkey' }) device!: string;
  @PrimaryColumn({ ...INTEGER, primaryKeyConstraintName: 'ledger_pkey' }) hour!: number;
  @Column(INTEGER) stored!: number;
  @Column(INTEGER) corrected!: number;
  @Column(INTEGER) duplicate!: number;
  @Column({ ...INTEGER, name: 'privacy_dropped' }) privacyDropped!: number;
  @Column({ ...INTEGER, name: 'updated_at' }) updatedAt!: number;
}
