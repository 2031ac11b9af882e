import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** An area of a reporting set from one date to another; a new outline is a new row. */
@Entity('area')
export class AreaEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'area_pkey' }) set!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'area_pkey' }) code!: string;
  @PrimaryColumn({ ...INTEGER, name: 'valid_from', primaryKeyConstraintName: 'area_pkey' })
  validFrom!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'valid_to' }) validTo!: number | null;
  @Column('text', { name: 'name_vi' }) nameVi!: string;
  @Column('text', { name: 'name_en' }) nameEn!: string;
  @Column('text') level!: 'province' | 'district' | 'commune';
  @Column('text', { nullable: true }) parent!: string | null;
  @Column('double precision', { name: 'area_km2', nullable: true }) areaKm2!: number | null;
  /** Rings as [lon, lat]; a point is inside of an odd number of them. */
  @Column('jsonb') rings!: [number, number][][];
  /** What else the seed says: population, notes. */
  @Column('jsonb') body!: unknown;
  /** `seed`: follows the seeds; `user`: somebody imported it here. */
  @Column('text', { default: 'seed' }) origin!: 'seed' | 'user';
}
