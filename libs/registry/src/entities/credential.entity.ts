import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** Salted SHA-256 of a generated secret; the secret itself is kept nowhere. */
@Entity('credential')
export class CredentialEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'credential_pkey' }) principal!: string;
  @Column('text') kind!: 'device' | 'gateway';
  @Column('bytea') salt!: Buffer;
  @Column('bytea') hash!: Buffer;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'revoked_at' }) revokedAt!: number | null;
}
