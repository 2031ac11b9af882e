import { Body, Controller, Delete, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { formatLocal } from '@app/kpi';
import { type Exclusion, ExclusionRepository, InventoryCache } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { person, reasonText } from '../http/person.js';
import { instantMs, requiredInstant, spanQuery } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';

const input = z
  .strictObject({
    device: z.string().max(64),
    from: requiredInstant.describe('RFC 3339 time or local date; snapped back to a 5-minute window'),
    to: requiredInstant.describe('exclusive; snapped on to a 5-minute window'),
    kind: z
      .enum(['faulty', 'maintenance'])
      .describe('`faulty`: readings are owed and missing; `maintenance`: none is owed'),
    reason: reasonText,
    by: person,
  })
  .meta({ id: 'ExclusionInput' });

const exclusionSchema = z
  .object({
    id: z.number().int(),
    device: z.string(),
    from: z.string(),
    to: z.string().meta({ description: 'exclusive' }),
    kind: z.enum(['faulty', 'maintenance']),
    reason: z.string(),
    by: z.string(),
    at: z.string(),
    withdrawnBy: z.string().nullable(),
    withdrawnAt: z.string().nullable(),
  })
  .meta({ id: 'Exclusion' });

const query = z.strictObject({
  ...pageQuery,
  ...spanQuery,
  device: z.string().max(64).optional(),
  withdrawn: z.enum(['true', 'false']).default('false').describe('also those no longer in force'),
});
const param = z.object({ id: z.coerce.number().int().min(1) });
const withdrawal = z.strictObject({ by: person });

type ExclusionView = z.infer<typeof exclusionSchema>;

/** Times whose readings of a device don't count: it was faulty, or people worked on it. */
@Controller('api/v1/exclusions')
export class ExclusionsController {
  constructor(
    private readonly exclusions: ExclusionRepository,
    private readonly cache: InventoryCache,
    private readonly scope: Scope,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'exclusions',
    summary: 'Excluded times by device, those that touch [from, to)',
    query,
    response: listOf(exclusionSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Promise<Page<ExclusionView>> {
    const found = await this.exclusions.list({
      devices: q.device === undefined ? undefined : [q.device],
      from: q.from === undefined ? undefined : instantMs(q.from),
      to: q.to === undefined ? undefined : instantMs(q.to),
      withdrawn: q.withdrawn === 'true',
    });
    return pageOf(found.map(exclusionView), q, (one) => String(one.id));
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'exclusions',
    summary: "Leave a device's readings of a time out of the KPIs",
    description:
      'Points and windows stay as they are. Values above are worked out again; final ones become revisions with reason ' +
      '`exclusion`, signed ones a restatement proposal.',
    body: input,
    response: exclusionSchema,
    status: 201,
    action: 'exclusions.write',
    problems: [400, 401, 403, 404],
  })
  async create(
    @AskedBy() caller: Caller,
    @Body(new ZodPipe(input)) body: z.infer<typeof input>,
  ): Promise<ExclusionView> {
    this.scope.requireDevice(caller, 'exclusions.write', body.device);
    const { from, to, ...rest } = body;
    const made = await this.exclusions.create({ ...rest, from: instantMs(from), to: instantMs(to) });
    await this.cache.refresh();
    return exclusionView(made);
  }

  @Delete(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'exclusions',
    summary: 'Withdraw an exclusion; the row stays, with who did it and when',
    params: param,
    query: withdrawal,
    response: exclusionSchema,
    action: 'exclusions.write',
    problems: [400, 401, 403, 404],
  })
  async withdraw(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(withdrawal)) { by }: z.infer<typeof withdrawal>,
  ): Promise<ExclusionView> {
    const device = await this.exclusions.deviceOf(id);
    this.scope.requireDevice(caller, 'exclusions.write', device);
    const gone = await this.exclusions.withdraw(id, by);
    await this.cache.refresh();
    return exclusionView(gone);
  }
}

/** As the outside sees it; times in local time. */
function exclusionView(one: Exclusion): ExclusionView {
  return {
    ...one,
    from: formatLocal(one.from),
    to: formatLocal(one.to),
    at: formatLocal(one.at),
    withdrawnAt: one.withdrawnAt === null ? null : formatLocal(one.withdrawnAt),
  };
}
