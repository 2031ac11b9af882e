import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER } from './columns.js';

/** A role of a person or an API key, everywhere or in one area. */
@Entity('role_grant')
export class RoleGrantEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'role_grant_pkey' }) id!: string;
  /** Id of a person or of an API key. */
  @Column('text') holder!: string;
  @Column('text') role!: string;
  @Column('text', { nullable: true }) area!: string | null;
  @Column({ ...INTEGER, name: 'given_at' }) givenAt!: number;
}
