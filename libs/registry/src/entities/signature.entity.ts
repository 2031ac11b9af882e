import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** A period that one person signed; once another one has checked it, its values are frozen. [DESIGN 2.5] */
@Entity('signature')
@Unique('signature_period_key', ['set', 'area', 'period', 'from'])
export class SignatureEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'signature_pkey' }) id!: string;
  @Column('text') set!: string;
  /** Area code; '' for every area of the set. */
  @Column('text') area!: string;
  @Column('text') period!: string;
  @Column({ ...INTEGER, name: 'from_time' }) from!: number;
  @Column({ ...INTEGER, name: 'to_time' }) to!: number;
  @Column('text', { name: 'signed_by' }) signedBy!: string;
  @Column({ ...INTEGER, name: 'signed_at' }) signedAt!: number;
  @Column('text') note!: string;
  @Column('text', { name: 'checked_by', nullable: true }) checkedBy!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'checked_at' }) checkedAt!: number | null;
}
