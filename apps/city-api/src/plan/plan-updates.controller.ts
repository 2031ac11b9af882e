import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { formatLocal } from '@app/kpi';
import { type PlanUpdate, PlanUpdateRepository } from '@app/registry';
import type { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { PlanTasks } from './plan-tasks.js';
import {
  checkInput,
  idParam,
  numberParam,
  signInput,
  tasksQuery,
  taskStateSchema,
  unitSchema,
  updateInput,
  updateSchema,
  updatesQuery,
  type UpdateView,
} from './plan-updates.schemas.js';
import { roleOf, type Unit } from './units.js';

const unitsQuery = tasksQuery.pick({ limit: true, after: true });

/** What departments and districts report of the decision's tasks, year by year. [1338/QĐ-UBND, III.5] */
@Controller('api/v1/plan')
export class PlanUpdatesController {
  constructor(
    private readonly tasks: PlanTasks,
    private readonly updates: PlanUpdateRepository,
    private readonly scope: Scope,
  ) {}

  @Get('units')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'plan',
    summary: "Units that report: the decision's departments and bodies, and the districts' committees",
    query: unitsQuery,
    response: listOf(unitSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async units(@Query(new ZodPipe(unitsQuery)) q: z.infer<typeof unitsQuery>): Promise<Page<Unit>> {
    return pageOf(await this.tasks.units(), q, (unit) => unit.id);
  }

  @Get('tasks')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'plan',
    summary: 'Tasks in a year with what was reported; of a unit, those that it leads or supports',
    query: tasksQuery,
    response: listOf(taskStateSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async list(
    @Query(new ZodPipe(tasksQuery)) q: z.infer<typeof tasksQuery>,
  ): Promise<Page<z.infer<typeof taskStateSchema>>> {
    const unit = q.unit === undefined ? null : await this.tasks.unit(q.unit);
    const names = await this.names();
    const states = (await this.tasks.states(q.year, unit)).map(({ task, checked, pending, ...state }) => {
      const { number, group, text, periodText, lead, partners, kpis } = task;
      const head = { number, group, text, periodText, lead, partners, kpis };
      const views = (some: readonly PlanUpdate[]): UpdateView[] => some.map((one) => viewOf(one, names));
      return { ...head, ...state, checked: views(checked), pending: views(pending) };
    });
    return pageOf(states, q, (state) => state.number);
  }

  @Get('updates')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'plan',
    summary: 'All revisions of reports on tasks, by task, unit, year and age',
    query: updatesQuery,
    response: listOf(updateSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async history(
    @Query(new ZodPipe(updatesQuery)) q: z.infer<typeof updatesQuery>,
  ): Promise<Page<UpdateView>> {
    const unit = q.unit === undefined ? undefined : (await this.tasks.unit(q.unit)).id;
    const names = await this.names();
    const found = await this.updates.list({ task: q.task, year: q.year, unit });
    return pageOf(
      found.map((one) => viewOf(one, names)),
      q,
      (one) => String(one.id),
    );
  }

  @Post('tasks/:number/updates')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'plan',
    summary: 'Report on a task: a draft, to be signed and then checked by another person',
    description:
      'Only for a unit that leads or supports the task. A checked report stays until its restatement is checked.',
    params: numberParam,
    body: updateInput,
    response: updateSchema,
    status: 201,
    action: 'plan.write',
    problems: [400, 401, 403, 404, 422],
  })
  async add(
    @Param(new ZodPipe(numberParam)) { number }: z.infer<typeof numberParam>,
    @Body(new ZodPipe(updateInput)) { unit: asked, ...body }: z.infer<typeof updateInput>,
  ): Promise<UpdateView> {
    const [task, unit] = [await this.tasks.task(number), await this.tasks.unit(asked)];
    if (roleOf(task, unit) === null)
      throw new Problem(422, `unit: ${unit.name} neither leads nor supports task ${number}`);
    if (body.year < task.from) throw new Problem(422, `year: task ${number} begins in ${task.from}`);
    return viewOf(await this.updates.add({ ...body, task: number, unit: unit.id }), await this.names());
  }

  @Post('updates/:id/sign')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'plan',
    summary: 'Sign a draft',
    params: idParam,
    body: signInput,
    response: updateSchema,
    action: 'periods.sign',
    problems: [400, 401, 403, 404, 409],
  })
  async sign(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(signInput)) { by }: z.infer<typeof signInput>,
  ): Promise<UpdateView> {
    this.scope.requireEverywhere(caller, 'periods.sign');
    return viewOf(await this.updates.sign(id, by), await this.names());
  }

  @Post('updates/:id/check')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'plan',
    summary: 'Accept or refuse a signed report; not by who signed it',
    params: idParam,
    body: checkInput,
    response: updateSchema,
    action: 'periods.check',
    problems: [400, 401, 403, 404, 409],
  })
  async check(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(checkInput)) { by, accept, reason }: z.infer<typeof checkInput>,
  ): Promise<UpdateView> {
    this.scope.requireEverywhere(caller, 'periods.check');
    return viewOf(await this.updates.check(id, by, accept ? null : reason), await this.names());
  }

  private async names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.tasks.units()).map((unit) => [unit.id, unit.name]));
  }
}

function viewOf(update: PlanUpdate, names: ReadonlyMap<string, string>): UpdateView {
  const time = (at: number | null): string | null => (at === null ? null : formatLocal(at));
  return {
    ...update,
    unitName: names.get(update.unit) ?? update.unit,
    at: formatLocal(update.at),
    signedAt: time(update.signedAt),
    checkedAt: time(update.checkedAt),
  };
}
