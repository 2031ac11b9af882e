import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';
import { DeviceEntity } from './device.entity.js';

/** A device sends another format from a moment on. */
@Entity('device_codec')
export class DeviceCodecEntity {
  @ForeignKey(() => DeviceEntity, { name: 'device_codec_device_fkey' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'device_codec_pkey' })
  device!: string;
  /** Time of arrival from which on it holds. */
  @PrimaryColumn({ ...INTEGER, name: 'valid_from', primaryKeyConstraintName: 'device_codec_pkey' })
  validFrom!: number;
  @Column('text') codec!: string;
  @Column('text') by!: string;
  @Column(INTEGER) at!: number;
}
