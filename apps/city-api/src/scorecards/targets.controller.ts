import { Body, Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { parseInstant } from '@app/kpi';
import { InventoryCache, TargetRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import { Definitions } from '../kpis/definitions.js';
import { holdsIn, targetView } from './targets.js';
import {
  targetInput,
  type TargetsQuery,
  targetsQuery,
  type TargetView,
  targetViewSchema,
} from './targets.schemas.js';

@Controller('api/v1/targets')
export class TargetsController {
  constructor(
    private readonly targets: TargetRepository,
    private readonly definitions: Definitions,
    private readonly places: Places,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'scorecards',
    summary: 'Targets of KPIs with validity, band, direction and source',
    query: targetsQuery,
    response: listOf(targetViewSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(targetsQuery)) q: TargetsQuery): Promise<Page<TargetView>> {
    const at = q.year === undefined ? null : (parseInstant(`${q.year}-01-01`) ?? 0);
    const found = (await this.targets.list())
      .map(targetView)
      .filter(
        (target) =>
          (q.kpi === undefined || target.kpi === q.kpi || target.kpi.startsWith(`${q.kpi}.`)) &&
          (q.area === undefined || target.area === null || target.area === q.area) &&
          (at === null || holdsIn(target, 'year', at) !== null),
      );
    return pageOf(found, q, (target) => target.id);
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'scorecards',
    summary: 'Set a target; with a known id its next version, the old one stays',
    body: targetInput,
    response: targetViewSchema,
    status: 201,
    action: 'targets.write',
    problems: [400, 401, 403, 404],
  })
  async put(@Body(new ZodPipe(targetInput)) body: z.infer<typeof targetInput>): Promise<TargetView> {
    const definition = this.definitions.get(body.kpi);
    if (body.member !== undefined && !definition.members.some((one) => one.id === body.member))
      throw new Problem(400, `member: ${body.kpi} has ${definition.members.map((one) => one.id).join(', ')}`);
    if (body.area !== undefined) this.places.requireArea(body.area, this.places.set(undefined));
    const target = await this.targets.put(body, this.clock.now());
    await this.cache.refresh();
    return targetView(target);
  }
}
