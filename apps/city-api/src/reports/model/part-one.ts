import type { Plan, PlanUpdate } from '@app/registry';
import type { TaskState } from '../../plan/plan-tasks.js';
import type { AnnualReport, ReportRow, ReportTask } from './annual-report.schema.js';

/** Part I: what the unit's tasks have come to, by the decision's groups. */
export function partOne(
  plan: Plan,
  states: readonly TaskState[],
  rows: ReadonlyMap<string, ReportRow>,
  unitName: (id: string) => string,
): AnnualReport['tasks'] {
  const tasks = states.filter((state) => state.when !== 'ahead');
  const groups = plan.groups.flatMap(({ number, name }) => {
    const own = tasks.filter((state) => state.task.group === number);
    return own.length === 0
      ? []
      : [{ number, name, tasks: own.map((state) => taskOf(state, rows, unitName)) }];
  });
  const standing = tasks.map(
    (state) => state.checked.find(({ unit }) => isLead(state, unit, unitName)) ?? state.checked[0],
  );
  const count = (match: (update: PlanUpdate | undefined) => boolean): number => standing.filter(match).length;
  return {
    summary: {
      total: tasks.length,
      done: count((one) => one?.status === 'done'),
      inProgress: count((one) => one?.status === 'in_progress'),
      late: count(
        (one) => one?.status === 'delayed' || one?.status === 'stopped' || one?.status === 'not_started',
      ),
      unreported: count((one) => one === undefined),
    },
    groups,
  };
}

function isLead({ task }: TaskState, unit: string, unitName: (id: string) => string): boolean {
  return unitName(unit) === task.lead;
}

function taskOf(
  { task, role, channel, when, checked, pending }: TaskState,
  rows: ReadonlyMap<string, ReportRow>,
  unitName: (id: string) => string,
): ReportTask {
  const { number, text, periodText, lead, partners } = task;
  // A report that waits for its check is shown as such, unless a checked one of the same unit stands.
  const open = pending.filter((one) => !checked.some(({ unit }) => unit === one.unit));
  return {
    number,
    text,
    periodText,
    lead,
    partners,
    role,
    channel,
    when,
    reports: [...checked, ...open].map((update) => ({
      unitName: unitName(update.unit),
      revision: update.revision,
      status: update.status,
      percent: update.percent,
      evidence: update.evidence,
      obstacles: update.obstacles,
      isChecked: update.state === 'checked',
      signedBy: update.signedBy,
      checkedBy: update.checkedBy,
      restated: update.reason,
    })),
    kpis: task.kpis.flatMap((kpi) =>
      [...rows.values()]
        .filter((row) => row.id === kpi || row.id.startsWith(`${kpi}.`))
        .map(({ id, nameVi, unit, precision, value }) => ({ id, nameVi, unit, precision, value })),
    ),
  };
}
