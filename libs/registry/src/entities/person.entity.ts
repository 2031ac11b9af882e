import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** Somebody who may sign in. Known by e-mail address until the first sign-in, from then on by issuer and subject. */
@Entity('person')
@Unique('person_email_key', ['email'])
@Unique('person_subject_key', ['issuer', 'subject'])
export class PersonEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'person_pkey' }) id!: string;
  @Column('text') name!: string;
  /** In lower case. */
  @Column('text') email!: string;
  @Column('text', { nullable: true }) issuer!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  /** Of the generated secret for the bundled issuer, where there is one. */
  @Column('bytea', { nullable: true }) salt!: Buffer | null;
  @Column('bytea', { nullable: true }) hash!: Buffer | null;
  @Column({ ...NULLABLE_INTEGER, name: 'blocked_at' }) blockedAt!: number | null;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'signed_in_at' }) signedInAt!: number | null;
}
