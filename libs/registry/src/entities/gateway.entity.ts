import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';

@Entity('gateway')
export class GatewayEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'gateway_pkey' }) id!: string;
  @Column({ ...INTEGER, name: 'created_at' }) createdAt!: number;
}
