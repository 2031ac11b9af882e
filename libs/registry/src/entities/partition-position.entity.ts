import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** Who owns a partition (`epoch`) and up to where a consumer group has worked. */
@Entity('partition_position')
export class PartitionPositionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'partition_position_pkey' }) grp!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'partition_position_pkey' }) topic!: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'partition_position_pkey' }) partition!: number;
  @Column(INTEGER) epoch!: number;
  @Column(INTEGER) position!: number;
  /** From where on it has to be applied once more; null: nothing is owed. */
  @Column({ ...NULLABLE_INTEGER, name: 'redo_from' }) redoFrom!: number | null;
  @Column({ ...INTEGER, name: 'redo_seq', default: 0 }) redoSeq!: number;
}
