import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** Key of a service; salted SHA-256 of a generated secret, which is kept nowhere. */
@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'api_key_pkey' }) id!: string;
  @Column('text') name!: string;
  @Column('bytea') salt!: Buffer;
  @Column('bytea') hash!: Buffer;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'expires_at' }) expiresAt!: number | null;
  @Column({ ...NULLABLE_INTEGER, name: 'revoked_at' }) revokedAt!: number | null;
}
