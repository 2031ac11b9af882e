import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';
import { DeviceEntity } from './device.entity.js';

/** A time that a device was in service. */
@Entity('device_interval')
export class DeviceIntervalEntity {
  @ForeignKey(() => DeviceEntity, { name: 'device_interval_device_fkey' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'device_interval_pkey' })
  device!: string;
  @PrimaryColumn({ ...INTEGER, name: 'active_from', primaryKeyConstraintName: 'device_interval_pkey' })
  activeFrom!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'active_to' }) activeTo!: number | null;
}
