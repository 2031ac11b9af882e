import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** Salted SHA-256 of a generated secret; the secret itself is kept nowhere. A principal may have several in force. */
@Entity('credential')
@Index('credential_principal_idx', ['principal'])
export class CredentialEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'credential_pkey' }) id!: string;
  @Column('text') principal!: string;
  @Column('text') kind!: 'device' | 'gateway';
  @Column('bytea') salt!: Buffer;
  @Column('bytea') hash!: Buffer;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
  /** It counts no longer from here on; null: until it is revoked. */
  @Column({ ...NULLABLE_INTEGER, name: 'expires_at' }) expiresAt!: number | null;
  @Column({ ...NULLABLE_INTEGER, name: 'revoked_at' }) revokedAt!: number | null;
}
