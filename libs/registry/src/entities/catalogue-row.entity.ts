import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** A version of a catalogue entry: profile, KPI definition, target, limit … A changed entry is a new row. */
@Entity('catalogue_row')
export class CatalogueRowEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'catalogue_row_pkey' }) kind!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'catalogue_row_pkey' }) key!: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'catalogue_row_pkey' }) version!: number;
  @Column({ ...INTEGER, name: 'valid_from' }) validFrom!: number;
  @Column({ ...NULLABLE_INTEGER, name: 'valid_to' }) validTo!: number | null;
  /** `seed`: follows the seeds; `user`: somebody added it here. */
  @Column('text') origin!: 'seed' | 'user';
  /** Of the body, so that an import can see what changed. */
  @Column('text') digest!: string;
  /** Place in the seeds, so that lists keep their order. */
  @Column('integer') position!: number;
  @Column('jsonb') body!: unknown;
  /** Who added it here; null for what the seeds brought. */
  @Column('text', { nullable: true }) by!: string | null;
}
