import { Controller, Get, Headers, Param, Query, type StreamableFile, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { type KpiItem, kpiItemSchema, periodSchema } from '@app/contracts';
import { kpiDefinitionSchema } from '@app/kpi';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs, spanOf, spanQuery } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { FILE_TYPES, formatOf, formatQuery } from '../tabular/format.js';
import { csvStyle, tabularFile } from '../tabular/tabular-file.js';
import { defaultSpan } from './default-span.js';
import { Definitions } from './definitions.js';
import { kpiTable } from './kpi-table.js';
import { KpiValues } from './kpi-values.js';

const param = z.object({ id: z.string().max(80) });
const listQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(['computed', 'planned', 'shadow']).optional(),
  asOf: spanQuery.to.describe('definitions that were in force at this time'),
});
const oneQuery = z.strictObject({ asOf: listQuery.shape.asOf });
const valuesQuery = z.strictObject({
  ...pageQuery,
  ...formatQuery,
  ...spanQuery,
  area: z.string().max(64).describe("area code, or a station's id"),
  period: periodSchema,
  reportingSet: z.string().max(64).optional(),
  asOf: spanQuery.to.describe('values as they stood at this time'),
});
const definitionSchema = kpiDefinitionSchema.meta({ id: 'KpiDefinition' });

@Controller('api/v1/kpis')
@UseGuards(AccessGuard)
export class KpisController {
  constructor(
    private readonly definitions: Definitions,
    private readonly values: KpiValues,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'kpis',
    summary: 'KPI definitions: formula, unit, periods, targets, limits, source',
    query: listQuery,
    response: listOf(definitionSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Page<z.infer<typeof definitionSchema>> {
    return pageOf(
      this.definitions
        .all(q.asOf === undefined ? undefined : instantMs(q.asOf))
        .filter((one) => q.status === undefined || one.status === q.status),
      q,
      (one) => one.id,
    );
  }

  @Get(':id')
  @ApiOperation({
    tag: 'kpis',
    summary: 'One KPI definition',
    params: param,
    query: oneQuery,
    response: definitionSchema,
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  one(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(oneQuery)) q: z.infer<typeof oneQuery>,
  ): z.infer<typeof definitionSchema> {
    return this.definitions.get(id, q.asOf === undefined ? undefined : instantMs(q.asOf));
  }

  @Get(':id/values')
  @ApiOperation({
    tag: 'kpis',
    summary: 'Values of a KPI, or of all members of its family, over time',
    description:
      'Periods that start in [from, to). An insufficient value is null; its components stay. A period in which no ' +
      'reading has fallen due has no item: of a device, readings are due from its `activeFrom` on, so that one sent ' +
      'shortly before is stored and has no value yet. `area` may name any station, also one that lies in no area.',
    params: param,
    query: valuesQuery,
    response: listOf(kpiItemSchema),
    also: FILE_TYPES,
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async history(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(valuesQuery)) q: z.infer<typeof valuesQuery>,
    @Headers('accept') accept?: string,
  ): Promise<Page<KpiItem> | StreamableFile> {
    this.definitions.requirePeriod(id, q.period);
    const items = await this.values.history({
      kpi: id,
      area: q.area,
      period: q.period,
      reportingSet: q.reportingSet,
      asOf: q.asOf === undefined ? null : instantMs(q.asOf),
      ...spanOf(q, defaultSpan(q.period, this.clock.now())),
    });
    const format = formatOf(q.format, accept);
    if (format === 'json') return pageOf(items, q, (item) => `${item.kpi}|${item.from}`);
    const name = `${id}_${q.area}_${q.period}`.replaceAll(/[^A-Za-z0-9._-]/g, '-');
    return tabularFile(kpiTable(items), { format, name, csv: csvStyle(q) });
  }
}
