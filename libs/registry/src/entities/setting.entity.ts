import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('setting')
export class SettingEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'setting_pkey' }) key!: string;
  @Column('text') value!: string;
}
