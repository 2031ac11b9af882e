import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { type KpiItem, kpiItemSchema, periodSchema } from '@app/contracts';
import { InventoryCache } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { many } from '../http/many.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { asSigned } from '../periods/signed-items.js';
import { Places } from '../inventory/places.js';
import { Latest } from './latest.js';

export const latestQuery = z.strictObject({
  ...pageQuery,
  area: z.string().max(64).optional(),
  kpi: many(100, 'KPIs, families or members; several by commas or repeated'),
  period: periodSchema.optional(),
  reportingSet: z.string().max(64).optional(),
});

@Controller('api/v1/latest')
@UseGuards(AccessGuard)
export class LatestController {
  constructor(
    private readonly latest: Latest,
    private readonly cache: InventoryCache,
    private readonly places: Places,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'kpis',
    summary: 'The newest value of every KPI, area and period',
    query: latestQuery,
    response: listOf(kpiItemSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  list(@Query(new ZodPipe(latestQuery)) q: z.infer<typeof latestQuery>): Page<KpiItem> {
    const set = this.places.set(q.reportingSet);
    const isAsked = (kpi: string): boolean => q.kpi.some((one) => kpi === one || kpi.startsWith(`${one}.`));
    const found: KpiItem[] = [];
    for (const item of this.latest.all()) {
      if (item.reportingSet !== set) continue;
      if (q.area !== undefined && item.area !== q.area) continue;
      if (q.period !== undefined && item.period !== q.period) continue;
      if (q.kpi.length > 0 && !isAsked(item.kpi)) continue;
      found.push(item);
    }
    const keyOf = (item: KpiItem): string => `${item.kpi}|${item.area}|${item.period}`;
    found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const page = pageOf(found, q, keyOf);
    return { ...page, items: asSigned(page.items, this.cache.current().signed) };
  }
}
