import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A way to divide the province that numbers are reported in. [DESIGN 7] */
@Entity('reporting_set')
export class ReportingSetEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'reporting_set_pkey' }) id!: string;
  @Column('text', { name: 'name_vi' }) nameVi!: string;
  @Column('text', { name: 'name_en' }) nameEn!: string;
  @Column('text', { name: 'note_vi' }) noteVi!: string;
  @Column('text', { name: 'note_en' }) noteEn!: string;
  @Column('text') status!: 'active' | 'listed';
  /** `seed`: follows the seeds; `user`: somebody imported it here. */
  @Column('text', { default: 'seed' }) origin!: 'seed' | 'user';
  /** Sets are listed by this; the first active one is reported in by default. */
  @Column('integer', { default: 0 }) position!: number;
}
