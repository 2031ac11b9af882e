import { Column, Entity, PrimaryColumn } from 'typeorm';
import { INTEGER } from './columns.js';

/** Alarms that are evaluated together; each evaluation that is stored raises the version. */
@Entity('alarm_scope')
export class AlarmScopeEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'alarm_scope_pkey' }) name!: string;
  @Column(INTEGER) version!: number;
}
