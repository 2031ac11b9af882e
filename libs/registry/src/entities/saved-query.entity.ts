import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { INTEGER } from './columns.js';

/** A series query that somebody kept under a name. */
@Entity('saved_query')
@Unique('saved_query_name_key', ['name'])
export class SavedQueryEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'saved_query_pkey' }) id!: string;
  @Column('text') name!: string;
  /** The query's parameters as `GET /api/v1/series` takes them. */
  @Column('jsonb') parameters!: unknown;
  @Column('text', { name: 'saved_by' }) savedBy!: string;
  @Column({ ...INTEGER, name: 'saved_at' }) savedAt!: number;
}
