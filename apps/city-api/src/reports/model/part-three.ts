import type { Plan } from '@app/registry';
import type { TaskState } from '../../plan/plan-tasks.js';
import type { ReportGoal, ReportRow } from './annual-report.schema.js';
import { TARGET_STATUS_VI } from './words.js';

/** Rows by measure, of an area. */
type RowsOf = (area: string) => ReadonlyMap<string, ReportRow>;

/** Part III: the goals of 2025 and 2030 by sector, with the measures and tasks that show how far they are. */
export function partThree(
  plan: Plan,
  area: string,
  rowsOf: RowsOf,
  states: readonly TaskState[],
  unitName: (id: string) => string,
): ReportGoal[] {
  return plan.reportGoals.flatMap((wanted) => {
    const goal = plan.goals.find((one) => one.id === wanted.goal);
    if (goal === undefined) return [];
    const where = wanted.area ?? area;
    const rows = rowsOf(where);
    const measures = wanted.measures.flatMap((id) =>
      [...rows.values()]
        .filter((row) => row.id === id || row.id.startsWith(`${id}.`))
        .map((row) => measureOf(row, where, wanted.year)),
    );
    const tasks = states
      .filter((state) => wanted.tasks.includes(state.task.number))
      .flatMap(({ task, checked }) =>
        checked.map(({ percent, unit }) => ({ number: task.number, percent, unitName: unitName(unit) })),
      );
    const hasData = tasks.length > 0 || measures.some((measure) => measure.value !== null);
    const { quote, section } = goal;
    return [
      {
        id: wanted.id,
        year: wanted.year,
        sectorVi: wanted.sectorVi,
        quote,
        section,
        measures,
        tasks,
        hasData,
      },
    ];
  });
}

function measureOf(row: ReportRow, area: string, year: number): ReportGoal['measures'][number] {
  const { id, nameVi, unit, precision, value } = row;
  // Of a KPI with targets of several years the one of the goal's year.
  const target =
    row.targets.find((one) => one.text.includes(`(${year})`)) ??
    row.targets.find((one) => !/\(\d{4}\)/.test(one.text));
  return {
    id,
    nameVi,
    unit,
    precision,
    area,
    value,
    target: target?.text ?? null,
    status: target === undefined || value === null ? null : TARGET_STATUS_VI[target.status],
  };
}
