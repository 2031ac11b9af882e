import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** One entry of the audit trail; appended, never changed (a trigger refuses it), each with the hash of the one before. */
@Entity('audit')
export class AuditEntity {
  @PrimaryColumn({ ...INTEGER, primaryKeyConstraintName: 'audit_pkey' }) seq!: number;
  @Column(INTEGER) at!: number;
  @Column('text', { name: 'caller_kind' }) callerKind!: string;
  @Column('text') caller!: string;
  @Column('text') name!: string;
  @Column('text') action!: string;
  @Column('text') object!: string;
  /** JSON as it was hashed. */
  @Column('text') detail!: string;
  /** HTTP status; null where the entry says what is about to be done. */
  @Column('integer', { nullable: true }) outcome!: number | null;
  /** Entry of which this one tells the outcome. */
  @Column({ ...NULLABLE_INTEGER, name: 'outcome_of' }) outcomeOf!: number | null;
  /** Hex SHA-256 over the entry before and this one. */
  @Column('text') hash!: string;
}
