import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { type AlarmItem, alarmItemSchema } from '@app/contracts';
import { formatLocal } from '@app/kpi';
import { alarmItemOf, AlarmRepository, type StoredAlarm } from '@app/registry';
import type { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, wrongCursor } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { instantMs } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import {
  acknowledgeInput,
  alarmParam,
  alarmsQuery,
  type AlarmView,
  alarmWithHistory,
  assignInput,
  commentInput,
  resolveInput,
} from './alarm.schemas.js';

type Query_ = z.infer<typeof alarmsQuery>;

const treated = {
  tag: 'alarms',
  params: alarmParam,
  response: alarmWithHistory,
  action: 'alarms.handle',
  problems: [400, 401, 403, 404, 409],
} as const;

/** Alarms: what the rules found, and what people did about it. */
@Controller('api/v1/alarms')
export class AlarmsController {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly places: Places,
    private readonly scope: Scope,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'alarms',
    summary: 'Alarms, newest opening first; those that touch [from, to)',
    query: alarmsQuery,
    response: listOf(alarmItemSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(alarmsQuery)) q: Query_): Promise<Page<AlarmItem>> {
    const found = await this.alarms.list({
      states: orNothing(q.state),
      severities: orNothing(q.severity),
      rules: orNothing(q.rule),
      areas: q.area === undefined ? undefined : this.places.within(q.area),
      parent: q.parent,
      onlyRoots: q.roots === 'true',
      from: q.from === undefined ? undefined : instantMs(q.from),
      to: q.to === undefined ? undefined : instantMs(q.to),
      before: q.after === undefined ? undefined : cursorOf(q.after),
      limit: q.limit + 1,
    });
    const items = found.slice(0, q.limit);
    const last = items.at(-1);
    const next = found.length > q.limit && last !== undefined ? `${last.openedAt}.${last.id}` : null;
    return { items: items.map(alarmItemOf), next };
  }

  @Get(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'alarms',
    summary: 'An alarm with its history',
    params: alarmParam,
    response: alarmWithHistory,
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async get(@Param(new ZodPipe(alarmParam)) { id }: z.infer<typeof alarmParam>): Promise<AlarmView> {
    return this.view(await this.find(id));
  }

  @Post(':id/acknowledge')
  @UseGuards(AccessGuard)
  @ApiOperation({
    ...treated,
    summary: 'Take note of an open alarm; of a root alarm, of all that is under it',
    body: acknowledgeInput,
  })
  async acknowledge(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(alarmParam)) { id }: z.infer<typeof alarmParam>,
    @Body(new ZodPipe(acknowledgeInput)) { by, note }: z.infer<typeof acknowledgeInput>,
  ): Promise<AlarmView> {
    await this.mayHandle(caller, id);
    return this.view(await this.alarms.acknowledge(id, by, note));
  }

  @Post(':id/assign')
  @UseGuards(AccessGuard)
  @ApiOperation({ ...treated, summary: 'Say who looks after an alarm', body: assignInput })
  async assign(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(alarmParam)) { id }: z.infer<typeof alarmParam>,
    @Body(new ZodPipe(assignInput)) { by, assignee, note }: z.infer<typeof assignInput>,
  ): Promise<AlarmView> {
    await this.mayHandle(caller, id);
    return this.view(await this.alarms.assign(id, by, assignee, note));
  }

  @Post(':id/comment')
  @UseGuards(AccessGuard)
  @ApiOperation({ ...treated, summary: "Add a note to an alarm's history", body: commentInput })
  async comment(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(alarmParam)) { id }: z.infer<typeof alarmParam>,
    @Body(new ZodPipe(commentInput)) { by, note }: z.infer<typeof commentInput>,
  ): Promise<AlarmView> {
    await this.mayHandle(caller, id);
    return this.view(await this.alarms.comment(id, by, note));
  }

  @Post(':id/resolve')
  @UseGuards(AccessGuard)
  @ApiOperation({
    ...treated,
    summary: 'Declare an alarm over',
    description:
      'While its condition goes on the rules do not open it again; the next time that the condition holds is a new alarm.',
    body: resolveInput,
  })
  async resolve(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(alarmParam)) { id }: z.infer<typeof alarmParam>,
    @Body(new ZodPipe(resolveInput)) { by, note }: z.infer<typeof resolveInput>,
  ): Promise<AlarmView> {
    await this.mayHandle(caller, id);
    return this.view(await this.alarms.resolve(id, by, note));
  }

  private async mayHandle(caller: Caller, id: number): Promise<void> {
    this.scope.requireArea(caller, 'alarms.handle', (await this.find(id)).area);
  }

  private async find(id: number): Promise<StoredAlarm> {
    const found = await this.alarms.find(id);
    if (found === null) throw new Problem(404, `no alarm ${id}; see /api/v1/alarms`);
    return found;
  }

  private async view(alarm: StoredAlarm): Promise<AlarmView> {
    const history = await this.alarms.history(alarm.id);
    return {
      ...alarmItemOf(alarm),
      history: history.map((event) => ({ ...event, at: formatLocal(event.at) })),
    };
  }
}

function orNothing<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length === 0 ? undefined : values;
}

function cursorOf(text: string): { openedAt: number; id: number } {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text);
  if (match === null) throw wrongCursor();
  return { openedAt: Number(match[1]), id: Number(match[2]) };
}
