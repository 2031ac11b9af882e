import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';
import { StationEntity } from './station.entity.js';

/** Claim codes made together, and what the devices are that claim them. */
@Entity('claim_batch')
export class ClaimBatchEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'claim_batch_pkey' }) id!: string;
  @Column('text') note!: string;
  @Column('text') profile!: string;
  @Column('integer', { name: 'cadence_s' }) cadenceS!: number;
  /** Code of an area of the set in force, in which all of them stand; null: anywhere. */
  @Column('text', { nullable: true }) area!: string | null;
  /** Station at which all of them stand; null: each says where it does. */
  @ForeignKey(() => StationEntity, { name: 'claim_batch_station_fkey' })
  @Column('text', { nullable: true })
  station!: string | null;
  @Column('text', { name: 'made_by' }) madeBy!: string;
  @Column({ ...INTEGER, name: 'made_at' }) madeAt!: number;
  @Column({ ...INTEGER, name: 'expires_at' }) expiresAt!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'revoked_at' }) revokedAt!: number | null;
}
