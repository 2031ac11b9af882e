import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { AlarmEntity } from './alarm.entity.js';
import { INTEGER } from './columns.js';

/** What happened to an alarm, and who did it; null: the rules. */
@Entity('alarm_event')
@Index('alarm_event_alarm_idx', ['alarm'])
export class AlarmEventEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'alarm_event_pkey' }) id!: string;
  @ForeignKey(() => AlarmEntity, { name: 'alarm_event_alarm_fkey' })
  @Column(INTEGER)
  alarm!: number;
  @Column(INTEGER) at!: number;
  @Column('text', { nullable: true }) who!: string | null;
  @Column('text') what!: string;
  @Column('text', { nullable: true }) note!: string | null;
}
