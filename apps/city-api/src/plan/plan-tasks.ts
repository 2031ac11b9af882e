import { Injectable } from '@nestjs/common';
import { CatalogueRepository, type Plan, type PlanUpdate, PlanUpdateRepository } from '@app/registry';
import { Problem } from '../http/problem.js';
import { Places } from '../inventory/places.js';
import { CHANNELS, fold, isDueIn, isPast, roleOf, type Unit, unitsOf } from './units.js';

type Task = Plan['tasks'][number];

/** A task with what units have reported of it in a year. */
export interface TaskState {
  readonly task: Task;
  readonly role: 'lead' | 'support' | null;
  readonly channel: string;
  readonly when: 'due' | 'past' | 'ahead';
  /** The newest checked report of each unit. */
  readonly checked: readonly PlanUpdate[];
  /** Reports not checked yet. */
  readonly pending: readonly PlanUpdate[];
}

/** The decision's tasks and who reports on them. */
@Injectable()
export class PlanTasks {
  constructor(
    private readonly catalogue: CatalogueRepository,
    private readonly updates: PlanUpdateRepository,
    private readonly places: Places,
  ) {}

  /** Problem 404 when no plan has been loaded. */
  async plan(): Promise<Plan> {
    const plan = await this.catalogue.plan();
    if (!plan) throw new Problem(404, 'no plan has been loaded from the seeds');
    return plan;
  }

  async units(): Promise<readonly Unit[]> {
    return unitsOf(await this.plan(), this.places.areas(this.places.set(undefined)));
  }

  /** A unit by its id or its name in any spelling. Problem 404 when there is none. */
  async unit(asked: string): Promise<Unit> {
    const units = await this.units();
    const found = units.find((unit) => unit.id === fold(asked));
    if (!found) throw new Problem(404, `no unit ${asked}; see /api/v1/plan/units`);
    return found;
  }

  /** Problem 404 when the decision has no task of that number. */
  async task(number: string): Promise<Task> {
    const task = (await this.plan()).tasks.find((one) => one.number === number);
    if (!task) throw new Problem(404, `no task ${number}; see /api/v1/plan`);
    return task;
  }

  /** Tasks in the decision's order; with a unit, those that it leads or supports and its own reports. */
  async states(year: number, unit: Unit | null): Promise<TaskState[]> {
    const [plan, updates] = await Promise.all([this.plan(), this.updates.list({ year, unit: unit?.id })]);
    return plan.tasks.flatMap((task) => {
      const role = unit === null ? null : roleOf(task, unit);
      if (unit !== null && role === null) return [];
      const own = updates.filter((update) => update.task === task.number);
      return [
        {
          task,
          role,
          channel: CHANNELS[task.content],
          when: isDueIn(task, year)
            ? ('due' as const)
            : isPast(task, year)
              ? ('past' as const)
              : ('ahead' as const),
          checked: newestChecked(own),
          pending: own.filter((update) => update.state === 'draft' || update.state === 'signed'),
        },
      ];
    });
  }
}

function newestChecked(updates: readonly PlanUpdate[]): PlanUpdate[] {
  const newest = new Map<string, PlanUpdate>();
  // Revisions ascend within a unit.
  for (const update of updates) if (update.state === 'checked') newest.set(update.unit, update);
  return [...newest.values()];
}
