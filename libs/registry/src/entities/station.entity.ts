import { Column, Entity, Generated, PrimaryColumn, Unique } from 'typeorm';
import { INTEGER } from './columns.js';

@Entity('station')
@Unique('station_no_key', ['no'])
export class StationEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'station_pkey' }) id!: string;
  @Column('integer') @Generated('increment') no!: number;
  @Column('text') name!: string;
  /** Measure family. */
  @Column('text') kind!: string;
  @Column('double precision') lat!: number;
  @Column('double precision') lon!: number;
  /** Area code by reporting set. */
  @Column('jsonb', { name: 'area_override', nullable: true }) areaOverride!: Record<string, string> | null;
  @Column('boolean') virtual!: boolean;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
}
