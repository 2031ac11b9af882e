import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';
import { GatewayEntity } from './gateway.entity.js';
import { StationEntity } from './station.entity.js';

@Entity('device')
@Index('device_station_idx', ['station'])
export class DeviceEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'device_pkey' }) id!: string;
  @ForeignKey(() => StationEntity, { name: 'device_station_fkey' })
  @Column('text')
  station!: string;
  /** Key of a `profile` row in the catalogue. */
  @Column('text') profile!: string;
  /** Null: the profile's. */
  @Column('text', { nullable: true }) codec!: string | null;
  @Column('integer', { name: 'cadence_s' }) cadenceS!: number;
  @Column('integer', { array: true }) lanes!: number[];
  @Column('text') direction!: string;
  @ForeignKey(() => GatewayEntity, { name: 'device_gateway_fkey' })
  @Column('text', { nullable: true })
  gateway!: string | null;
  @Column('boolean') virtual!: boolean;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
}
