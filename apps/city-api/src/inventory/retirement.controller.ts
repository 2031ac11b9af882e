import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { InventoryCache, InventoryRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { ApiOperation } from '../http/operation.js';
import { person, reasonText } from '../http/person.js';
import { Problem } from '../http/problem.js';
import { instantMs, requiredInstant } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam } from './inventory.schemas.js';

const input = z
  .strictObject({
    at: requiredInstant.optional().describe('since when it is out of service; default now, never later'),
    reason: reasonText,
    by: person.optional(),
  })
  .meta({ id: 'RetirementInput' });
const retired = z.object({ id: z.string(), retiredAt: z.string() }).meta({ id: 'Retirement' });

/** Devices that are taken down. */
@Controller('api/v1/devices/:id/retirement')
@UseGuards(AccessGuard)
export class RetirementController {
  constructor(
    private readonly inventory: InventoryRepository,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
    private readonly scope: Scope,
  ) {}

  @Post()
  @ApiOperation({
    tag: 'inventory',
    summary:
      'Take a device out of service for good: it owes no readings any more, and its credentials are revoked',
    description:
      'Its readings stay, and so does its name: what takes its place is registered under one of its own, and may have its ' +
      'station, direction and lanes. KPIs since `at` are computed again without what it owed. Who did it and why is in the audit.',
    params: idParam,
    body: input,
    response: retired,
    action: 'devices.write',
    problems: [400, 401, 403, 404, 409],
  })
  async retire(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(input)) body: z.infer<typeof input>,
  ): Promise<z.infer<typeof retired>> {
    this.scope.requireDevice(caller, 'devices.write', id);
    const now = this.clock.now();
    const at = body.at === undefined ? now : instantMs(body.at);
    if (!(at <= now)) throw new Problem(400, 'at: not later than now');
    await this.inventory.retireDevice(id, at);
    await this.cache.refresh();
    return { id, retiredAt: formatLocal(at) };
  }
}
