import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';
import { DeviceEntity } from './device.entity.js';

/** A time in which what a device sends is taken, and counts for nothing. */
@Entity('device_quarantine')
@Index('device_quarantine_open_idx', ['device'], { unique: true, where: 'to_time IS NULL' })
export class DeviceQuarantineEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'device_quarantine_pkey' }) id!: string;
  @ForeignKey(() => DeviceEntity, { name: 'device_quarantine_device_fkey' })
  @Column('text')
  device!: string;
  @Column({ ...INTEGER, name: 'from_time' }) from!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'to_time' }) to!: number | null;
  @Column('text') reason!: string;
  @Column('text', { name: 'made_by' }) madeBy!: string;
  @Column('text', { name: 'released_by', nullable: true }) releasedBy!: string | null;
}
