import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { AlarmKind, AlarmObject, AlarmState, Severity } from '@app/contracts';
import { INTEGER, NULLABLE_INTEGER } from './columns.js';

/** One stretch of time in which a rule's condition held of an object. Of those not resolved one a rule and object. */
@Entity('alarm')
@Index('alarm_open_key', ['rule', 'objectType', 'objectId'], { unique: true, where: '(resolved_at IS NULL)' })
@Index('alarm_episode_idx', ['rule', 'objectType', 'objectId', 'openedAt'])
@Index('alarm_opened_idx', ['openedAt'])
@Index('alarm_parent_idx', ['parent'])
@Index('alarm_untold_idx', ['id'], { where: '(told < revision)' })
export class AlarmEntity {
  @PrimaryGeneratedColumn({ type: 'bigint', primaryKeyConstraintName: 'alarm_pkey' }) id!: string;
  @Column('text') rule!: string;
  @Column('integer', { name: 'rule_version' }) ruleVersion!: number;
  @Column('text') kind!: AlarmKind;
  @Column('text') severity!: Severity;
  @Column('text', { name: 'object_type' }) objectType!: AlarmObject['type'];
  @Column('text', { name: 'object_id' }) objectId!: string;
  @Column('text', { nullable: true }) area!: string | null;
  @Column('text', { nullable: true }) station!: string | null;
  @Column('text', { nullable: true }) device!: string | null;
  @Column('text', { nullable: true }) kpi!: string | null;
  @Column('text', { nullable: true }) measure!: string | null;
  @Column('text', { nullable: true }) period!: string | null;
  @Column('text') state!: AlarmState;
  @Column('double precision', { nullable: true }) value!: number | null;
  @Column('double precision', { name: 'limit_value', nullable: true }) limit!: number | null;
  @Column('text') unit!: string;
  /** Event time. */
  @Column({ ...INTEGER, name: 'opened_at' }) openedAt!: number;
  /** Event time that value and limit are of. */
  @Column({ ...INTEGER, name: 'observed_at' }) observedAt!: number;
  /** Event time from which the condition no longer held, also where a person resolved the alarm before. */
  @Column({ ...NULLABLE_INTEGER, name: 'ended_at' }) endedAt!: number | null;
  @Column({ ...NULLABLE_INTEGER, name: 'resolved_at' }) resolvedAt!: number | null;
  /** `withdrawn`: what came later showed that there was none. */
  @Column('text', { nullable: true }) resolution!: 'cleared' | 'person' | 'withdrawn' | 'rule' | null;
  @Column({ ...NULLABLE_INTEGER, name: 'acknowledged_at' }) acknowledgedAt!: number | null;
  @Column('text', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: string | null;
  @Column('text', { nullable: true }) assignee!: string | null;
  @ForeignKey(() => AlarmEntity, { name: 'alarm_parent_fkey' })
  @Column({ ...NULLABLE_INTEGER })
  parent!: number | null;
  @Column('text', { name: 'text_vi' }) textVi!: string;
  @Column('text', { name: 'text_en' }) textEn!: string;
  @Column('integer') revision!: number;
  /** Newest revision that ❹ has. */
  @Column('integer') told!: number;
  /** Somebody was told of its opening. */
  @Column('boolean') notified!: boolean;
  @Column({ ...INTEGER, name: 'made_at' }) madeAt!: number;
  @Column({ ...INTEGER, name: 'updated_at' }) updatedAt!: number;
}
