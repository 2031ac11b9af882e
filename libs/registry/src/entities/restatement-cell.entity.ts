import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';
import { RestatementEntity } from './restatement.entity.js';

/** One value of a restatement: as signed, and as it would be. */
@Entity('restatement_cell')
@Index('restatement_cell_idx', ['cell', 'digest'])
export class RestatementCellEntity {
  @ForeignKey(() => RestatementEntity, { name: 'restatement_cell_fkey' })
  @PrimaryColumn({ ...INTEGER, primaryKeyConstraintName: 'restatement_cell_pkey' })
  restatement!: number;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'restatement_cell_pkey' }) cell!: string;
  /** Of the value it would be. */
  @Column('text') digest!: string;
  @Column('text') reason!: string;
  @Column('jsonb') before!: unknown;
  @Column('jsonb') after!: unknown;
  /** The piece of work that evaluates the cell. */
  @Column('text') domain!: string;
  @Column('text') level!: string;
  @Column({ ...INTEGER, name: 'unit_from' }) unitFrom!: number;
  @Column(INTEGER) at!: number;
}
