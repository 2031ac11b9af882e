import type { Area, Plan } from '@app/registry';

type Task = Plan['tasks'][number];

/** Who reports to the People's Committee of the province: a department, a body, or a district's committee. */
export interface Unit {
  /** Name without accents: `so-giao-thong-van-tai`; the decision's spellings of one unit share it. */
  readonly id: string;
  readonly name: string;
  /** Code of the district that it governs; null for departments and bodies. */
  readonly area: string | null;
}

/** Who a unit sends its report through. [1338/QĐ-UBND, III.5] */
export const CHANNELS = { general: 'Sở Khoa học và Công nghệ', it: 'Sở Thông tin và Truyền thông' } as const;

/** Text without accents, case, "và" and punctuation, joined by hyphens. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word !== 'va')
    .join('-');
}

/** Partners that stand for many units. */
const EVERY_DEPARTMENT = 'cac-so-ban-nganh-dia-phuong';
const EVERY_BODY = /cac-co-quan-(to-chuc-doan-the|don-vi-lien-quan)/;
/** Bodies of the Party and the Fatherland Front are no departments. */
const NO_DEPARTMENT = new Set(['van-phong-tinh-uy', 'uy-ban-mttq-tinh']);

/** Units that the decision names, and the committees of the districts. */
export function unitsOf(plan: Plan, areas: readonly Area[]): readonly Unit[] {
  const found = new Map<string, Unit>();
  const add = (name: string, area: string | null): void => {
    const id = fold(name);
    if (!found.has(id)) found.set(id, { id, name, area });
  };
  for (const task of plan.tasks) {
    add(task.lead, null);
    for (const name of namedPartners(task)) add(name, null);
  }
  for (const { nameVi, level, code } of areas) {
    if (level === 'district') add(`UBND ${nameVi.charAt(0).toLocaleLowerCase('vi')}${nameVi.slice(1)}`, code);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a unit has to do with a task; null: nothing. */
export function roleOf(task: Task, unit: Unit): 'lead' | 'support' | null {
  if (fold(task.lead) === unit.id) return 'lead';
  const partners = fold(task.partners ?? '');
  if (EVERY_BODY.test(partners)) return 'support';
  if (partners.includes(EVERY_DEPARTMENT) && !NO_DEPARTMENT.has(unit.id)) return 'support';
  return namedPartners(task).some((name) => fold(name) === unit.id) ? 'support' : null;
}

/** Whether a task is to be worked on in a year. */
export function isDueIn(task: Task, year: number): boolean {
  return task.from <= year && (task.continuing || task.to === null || year <= task.to);
}

/** Years of a task that has none left: it is still reported until it is done. */
export function isPast(task: Task, year: number): boolean {
  return !task.continuing && task.to !== null && task.to < year;
}

function namedPartners(task: Task): string[] {
  return (task.partners ?? '')
    .split(/[;,]/)
    .map((name) => name.trim())
    .filter((name) => /^(Sở|Công an|Ban|Văn phòng|Ủy ban|UBND) \p{L}/u.test(name) && name !== 'Ban');
}
