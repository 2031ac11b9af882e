import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER } from './columns.js';

/** One change of the inventory, written in the transaction that makes it; its newest `seq` is the revision. */
@Entity('change')
export class ChangeEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'change_pkey' }) seq!: string;
  @Column('text') kind!: string;
  @Column('text') key!: string;
  @Column(INTEGER) at!: number;
}
