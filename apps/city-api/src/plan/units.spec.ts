import { describe, expect, it } from '@jest/globals';
import type { Area, Plan } from '@app/registry';
import { fold, isDueIn, roleOf, unitsOf } from './units.js';

type Task = Plan['tasks'][number];
const task = (given: Partial<Task>): Task => ({
  number: '1.1',
  group: 1,
  text: 'x',
  periodText: 'x',
  from: 2020,
  to: null,
  continuing: true,
  lead: 'Sở Y tế',
  partners: null,
  content: 'general',
  kpis: [],
  ...given,
});
const unit = (name: string): { id: string; name: string; area: null } => ({
  id: fold(name),
  name,
  area: null,
});

describe('a unit', () => {
  it('is one in all spellings of the decision', () => {
    expect(fold('Sở Giao thông - Vận tải')).toBe(fold('Sở Giao thông Vận tải'));
    expect(fold('Sở Lao động, Thương binh và Xã hội')).toBe('so-lao-dong-thuong-binh-xa-hoi');
    expect(fold('Sở Lao động - Thương binh và Xã hội')).toBe('so-lao-dong-thuong-binh-xa-hoi');
  });

  it('comes from the tasks and the districts', () => {
    const plan = {
      tasks: [
        task({ partners: 'Công an tỉnh, các Sở, Ban, ngành, địa phương' }),
        task({ partners: 'Sở Xây dựng; Sở Tài chính' }),
      ],
    } as Plan;
    const areas = [
      { level: 'province', nameVi: 'Tỉnh Bình Dương', code: '74' },
      { level: 'district', nameVi: 'Thành phố Dĩ An', code: '724' },
    ] as Area[];

    expect(unitsOf(plan, areas).map((one) => [one.name, one.area])).toEqual([
      ['Công an tỉnh', null],
      ['Sở Tài chính', null],
      ['Sở Xây dựng', null],
      ['Sở Y tế', null],
      ['UBND thành phố Dĩ An', '724'],
    ]);
  });
});

describe('the role of a unit', () => {
  it.each([
    ['Sở Y tế', null, 'lead'],
    ['Sở Xây dựng', 'Các Sở, Ban, ngành, địa phương', 'support'],
    ['UBND thành phố Dĩ An', 'Công an tỉnh, các Sở, Ban, ngành, địa phương', 'support'],
    ['Văn phòng Tỉnh ủy', 'Các Sở, Ban, ngành, địa phương', null],
    ['Văn phòng Tỉnh ủy', 'Các cơ quan, tổ chức, đoàn thể', 'support'],
    ['Sở Công thương', 'Sở Thông tin và Truyền thông; Sở Công thương', 'support'],
    ['Sở Xây dựng', 'Sở Công thương', null],
    ['Sở Xây dựng', null, null],
  ] as const)('%s beside "%s": %s', (name, partners, role) => {
    expect(roleOf(task({ partners }), unit(name))).toBe(role);
  });

  it('is due in the years of the task', () => {
    expect(isDueIn(task({ from: 2021, to: 2021, continuing: false }), 2021)).toBe(true);
    expect(isDueIn(task({ from: 2021, to: 2021, continuing: false }), 2022)).toBe(false);
    expect(isDueIn(task({ from: 2020, to: 2025, continuing: true }), 2027)).toBe(true);
    expect(isDueIn(task({ from: 2023 }), 2022)).toBe(false);
  });
});
