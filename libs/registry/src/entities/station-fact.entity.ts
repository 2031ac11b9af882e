import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';
import { StationEntity } from './station.entity.js';

/** A value that a formula reads, with validity; a new value is a new row. */
@Entity('station_fact')
export class StationFactEntity {
  @ForeignKey(() => StationEntity, { name: 'station_fact_station_fkey' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'station_fact_pkey' })
  station!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'station_fact_pkey' }) key!: string;
  @PrimaryColumn({ ...INTEGER, name: 'valid_from', primaryKeyConstraintName: 'station_fact_pkey' })
  validFrom!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'valid_to' }) validTo!: number | null;
  @Column('jsonb') value!: unknown;
}
