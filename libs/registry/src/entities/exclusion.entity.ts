import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';
import { DeviceEntity } from './device.entity.js';

/** A time whose readings of a device don't count; withdrawn, never deleted. [DESIGN 7] */
@Entity('exclusion')
export class ExclusionEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'exclusion_pkey' }) id!: string;
  @ForeignKey(() => DeviceEntity, { name: 'exclusion_device_fkey' })
  @Column('text')
  device!: string;
  @Column({ ...INTEGER, name: 'from_time' }) from!: number;
  @Column({ ...INTEGER, name: 'to_time' }) to!: number;
  @Column('text') kind!: 'faulty' | 'maintenance';
  @Column('text') reason!: string;
  @Column('text', { name: 'made_by' }) madeBy!: string;
  @Column({ ...INTEGER, name: 'made_at' }) madeAt!: number;
  @Column('text', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column({ ...NULLABLE_INTEGER, name: 'withdrawn_at' }) withdrawnAt!: number | null;
}
