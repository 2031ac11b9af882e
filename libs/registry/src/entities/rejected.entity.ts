import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** A rejected reading as it is listed for 30 days; ❷ holds its message whole. */
@Entity('rejected')
@Index('rejected_at_idx', ['at'])
@Index('rejected_device_at_idx', ['device', 'at'])
export class RejectedEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'rejected_pkey' }) partition!: number;
  @PrimaryColumn({ ...INTEGER, primaryKeyConstraintName: 'rejected_pkey' }) offset!: number;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'rejected_pkey' }) index!: number;
  @Column(INTEGER) at!: number;
  @Column('text') device!: string;
  @Column('text') topic!: string;
  @Column('text') reason!: string;
  @Column('text') detail!: string;
  /** First 4 kB. */
  @Column('bytea') bytes!: Buffer;
  @Column({ ...NULLABLE_INTEGER, name: 'replayed_at' }) replayedAt!: number | null;
}
