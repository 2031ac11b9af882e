import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';
import { PersonEntity } from './person.entity.js';

/** A person's sign-in on one machine: a short access token and a refresh token that each use replaces. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'session_pkey' }) id!: string;
  @ForeignKey(() => PersonEntity, { name: 'session_person_fkey' })
  @Column('text')
  person!: string;
  @Column('bytea') salt!: Buffer;
  @Column('bytea', { name: 'access_hash' }) accessHash!: Buffer;
  @Column({ ...INTEGER, name: 'access_until' }) accessUntil!: number;
  @Column('bytea', { name: 'refresh_hash' }) refreshHash!: Buffer;
  /** Of the refresh token before; who brings it later than a moment after its replacement has stolen it or was stolen from. */
  @Column('bytea', { name: 'spent_hash', nullable: true }) spentHash!: Buffer | null;
  @Column({ ...INTEGER, name: 'refreshed_at' }) refreshedAt!: number;
  @Column({ ...INTEGER, name: 'refresh_until' }) refreshUntil!: number;
  @Column({ ...INTEGER, name: 'ends_at' }) endsAt!: number;
  @Column('text') agent!: string;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'revoked_at' }) revokedAt!: number | null;
}
