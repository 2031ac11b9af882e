import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import { formatLocal, lineageCsv } from '@app/kpi';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs } from '../http/span.js';
import { CSV_TYPE } from '../http/upload.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { lineageQuery, lineageSchema, type LineageView } from './lineage.schemas.js';
import { LineageService, type Traced } from './lineage.service.js';
import { LineageViews } from './lineage-views.js';

const param = z.object({ id: z.string().max(80) });

/** The way back from a number to the readings. */
@Controller('api/v1/kpis')
@UseGuards(AccessGuard)
export class LineageController {
  constructor(
    private readonly lineages: LineageService,
    private readonly views: LineageViews,
  ) {}

  @Get(':id/lineage')
  @ApiOperation({
    tag: 'kpis',
    summary: 'What a value was made of: definition, components, stations, windows, readings',
    description:
      '`format=csv` gives every number that the formula was given, with the formula itself; `docs/recompute.py` needs no ' +
      'more to arrive at the published value. A running period is stored every ten seconds: its inputs may be that old.',
    params: param,
    query: lineageQuery,
    response: lineageSchema,
    also: { [CSV_TYPE]: null },
    action: 'read',
    problems: [400, 401, 403, 404, 422],
  })
  async lineage(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(lineageQuery)) q: z.infer<typeof lineageQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LineageView | string> {
    const { area, period, reportingSet } = q;
    const traced = await this.lineages.trace({ kpi: id, area, period, at: instantMs(q.from), reportingSet });
    if (q.format === 'csv') {
      void reply.type(`${CSV_TYPE}; charset=utf-8`);
      return lineageCsv(aboutOf(id, area, traced), traced.lineage);
    }
    const query = new URLSearchParams({
      area,
      period,
      from: formatLocal(traced.from),
      reportingSet: traced.set,
    });
    return this.views.view(traced, `/api/v1/kpis/${id}/lineage?${query.toString()}&format=csv`);
  }
}

function aboutOf(kpi: string, area: string, { item, definition, set, from, to }: Traced) {
  return {
    kpi,
    area,
    from: formatLocal(from),
    to: formatLocal(to),
    reportingSet: set,
    definition: item?.definition ?? definition.version,
    published: item?.value ?? null,
    unit: item?.unit ?? definition.unit,
    quality: item?.quality ?? null,
    revision: item?.revision ?? null,
    registryRevision: item?.registryRevision ?? null,
    computedAt: item?.computedAt ?? null,
  };
}
