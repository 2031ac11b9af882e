import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { alarmRuleSchema } from '@app/alarms';
import { formatLocal } from '@app/kpi';
import { AlarmRuleRepository, InventoryCache, type StoredAlarmRule } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { person } from '../http/person.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { AlarmRuleChecks } from './alarm-rule-checks.js';

const ruleDocument = alarmRuleSchema.meta({ id: 'AlarmRuleDocument' });
const ruleInput = z.strictObject({ by: person, rule: ruleDocument }).meta({ id: 'AlarmRuleInput' });
const ruleSchema = z
  .object({
    rule: ruleDocument,
    version: z.number().int(),
    validFrom: z.string().nullable().meta({ description: 'evaluated from then on; null: since ever' }),
    validTo: z.string().nullable(),
    by: z.string().nullable().meta({ description: 'null: as the seeds have it' }),
    removed: z.boolean(),
  })
  .meta({ id: 'AlarmRule' });
type RuleView = z.infer<typeof ruleSchema>;

const query = z.strictObject(pageQuery);
const param = z.object({ id: z.string().max(64) });
const removal = z.strictObject({ by: person });

/** Alarm rules as data: each change is a new version, evaluated from its moment on. */
@Controller('api/v1/alarm-rules')
export class AlarmRulesController {
  constructor(
    private readonly rules: AlarmRuleRepository,
    private readonly checks: AlarmRuleChecks,
    private readonly cache: InventoryCache,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'alarms',
    summary: 'Alarm rules in force, enabled or not',
    query,
    response: listOf(ruleSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Promise<Page<RuleView>> {
    return pageOf((await this.rules.current()).map(viewOf), q, ({ rule }) => rule.id);
  }

  @Get(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'alarms',
    summary: 'All versions of an alarm rule, newest first',
    params: param,
    query,
    response: listOf(ruleSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async versions(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(query)) q: z.infer<typeof query>,
  ): Promise<Page<RuleView>> {
    const found = await this.rules.versions(id);
    if (found.length === 0) throw new Problem(404, `no alarm rule ${id}; see /api/v1/alarm-rules`);
    return pageOf(found.map(viewOf), q, ({ version }) => String(version));
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'alarms',
    summary: 'Add an alarm rule',
    description: 'A wrong rule is refused with each place and reason. It is evaluated from now on.',
    body: ruleInput,
    response: ruleSchema,
    status: 201,
    action: 'alarm-rules.write',
    problems: [400, 401, 403, 409],
  })
  async add(@Body(new ZodPipe(ruleInput)) { by, rule }: z.infer<typeof ruleInput>): Promise<RuleView> {
    await this.checks.check(rule);
    return this.told(await this.rules.add(rule, by));
  }

  @Put(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'alarms',
    summary: 'Change, disable or enable an alarm rule: a new version',
    description: 'A rule of the seeds that is changed here no longer follows the seeds.',
    params: param,
    body: ruleInput,
    response: ruleSchema,
    action: 'alarm-rules.write',
    problems: [400, 401, 403, 404],
  })
  async change(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Body(new ZodPipe(ruleInput)) { by, rule }: z.infer<typeof ruleInput>,
  ): Promise<RuleView> {
    if (rule.id !== id) throw new Problem(400, `rule.id: must be ${id}, as in the path`);
    await this.checks.check(rule);
    return this.told(await this.rules.change(rule, by));
  }

  @Delete(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'alarms',
    summary: 'Remove an alarm rule; its open alarms end, its past ones stay',
    params: param,
    query: removal,
    response: ruleSchema,
    action: 'alarm-rules.write',
    problems: [400, 401, 403, 404],
  })
  async remove(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(removal)) { by }: z.infer<typeof removal>,
  ): Promise<RuleView> {
    return this.told(await this.rules.remove(id, by));
  }

  private async told(stored: StoredAlarmRule): Promise<RuleView> {
    await this.cache.refresh();
    return viewOf(stored);
  }
}

function viewOf({ validFrom, validTo, ...rest }: StoredAlarmRule): RuleView {
  return {
    ...rest,
    validFrom: validFrom === 0 ? null : formatLocal(validFrom),
    validTo: validTo === null ? null : formatLocal(validTo),
  };
}
