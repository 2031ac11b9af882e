import { Body, Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { RejectedRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { spanOf } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { summaryQuery, summarySchema, tryInput, trySchema } from './rejected.schemas.js';
import { TryMessages } from './try-messages.js';

const DAY_MS = 86_400_000;

type Summary = z.infer<typeof summarySchema>;

/** What is rejected of whom and why, and what another mapping would make of it. */
@Controller('api/v1/rejected')
@UseGuards(AccessGuard)
export class RejectedController {
  constructor(
    private readonly rows: RejectedRepository,
    private readonly tries: TryMessages,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  @Get('summary')
  @ApiOperation({
    tag: 'rejected',
    summary:
      'What was rejected, by device and reason, the most first; of the last 7 days unless told otherwise',
    query: summaryQuery,
    response: listOf(summarySchema),
    action: 'payloads.read',
    problems: [400, 401, 403],
  })
  async summary(
    @AskedBy() caller: Caller,
    @Query(new ZodPipe(summaryQuery)) q: z.infer<typeof summaryQuery>,
  ): Promise<Page<Summary>> {
    const now = this.clock.now();
    const { from, to } = spanOf(q, { from: now - 7 * DAY_MS, to: now + 1 });
    const devices = this.scope.devicesOf(caller, 'payloads.read');
    const sums = await this.rows.sums({ device: q.device, reason: q.reason, devices, from, to });
    const items = sums.map(({ first, last, reason, ...rest }) => ({
      ...rest,
      reason: reason as Summary['reason'],
      first: first === null ? null : formatLocal(first),
      last: last === null ? null : formatLocal(last),
    }));
    return { items, next: null };
  }

  @Post('try')
  @ApiOperation({
    tag: 'rejected',
    summary: 'What up to 20 rejected messages would decode to now; nothing is stored',
    description:
      "By the device's own codec, by another one, or by a mapping that is not registered yet. What depends on other " +
      'readings (a duplicate, a rate of change) shows at the replay only.',
    body: tryInput,
    response: trySchema,
    action: 'payloads.read',
    problems: [400, 401, 403, 404],
  })
  async try(
    @Body(new ZodPipe(tryInput)) body: z.infer<typeof tryInput>,
    @AskedBy() caller: Caller,
  ): Promise<z.infer<typeof trySchema>> {
    if (body.device === undefined) this.scope.requireEverywhere(caller, 'payloads.read');
    else this.scope.requireDevice(caller, 'payloads.read', body.device);
    const items = await this.tries.run(body);
    const outcomes: Record<string, number> = {};
    for (const { outcome } of items) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    return { items, outcomes };
  }
}
