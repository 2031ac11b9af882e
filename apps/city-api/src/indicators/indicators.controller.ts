import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { IndicatorRepository, type Indicator, type IndicatorValue } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs, spanQuery } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';

const nullableText = z.string().nullable().default(null);
const nullableNumber = z.number().nullable().default(null);

const descriptionSchema = z.object({
  nameVi: z.string(),
  nameEn: z.string(),
  unit: z.string(),
  periods: z.array(z.string()),
  levels: z.array(z.string()),
  aggregation: nullableText.describe('how shorter periods make a longer one that is not published'),
  direction: z.string(),
  publisher: z.string(),
  source: z.string(),
  note: nullableText,
});

const valueSchema = z.object({
  area: z.string(),
  reportingSet: z.string(),
  period: z.string(),
  from: z.string().meta({ description: 'first day of the period, local' }),
  value: z.number().nullable(),
  lo: nullableNumber,
  hi: nullableNumber,
  status: z.string().meta({ description: 'estimate, preliminary, official, reference or plan' }),
  revision: z.number().int(),
  confidence: nullableText,
  source: nullableText,
  publishedAt: nullableText,
  note: nullableText,
  by: nullableText.meta({ description: 'who imported it' }),
});

const indicatorSchema = descriptionSchema
  .extend({ id: z.string(), values: z.array(valueSchema) })
  .meta({ id: 'Indicator' });

const query = z.strictObject({
  ...pageQuery,
  id: z.string().max(80).optional().describe('one series, e.g. se.grdp.growth'),
  area: z.string().max(64).optional(),
  reportingSet: z.string().max(64).optional(),
  revisions: z.enum(['true', 'false']).default('false').describe('also superseded revisions'),
  asOf: spanQuery.to.describe('as it was known here at this time'),
});

/** Socio-economic series as published: never interpolated, gaps left open. */
@Controller('api/v1/indicators')
@UseGuards(AccessGuard)
export class IndicatorsController {
  constructor(private readonly repository: IndicatorRepository) {}

  @Get()
  @ApiOperation({
    tag: 'indicators',
    summary: 'Socio-economic series with their values, source and status',
    query,
    response: listOf(indicatorSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(
    @Query(new ZodPipe(query)) q: z.infer<typeof query>,
  ): Promise<Page<z.infer<typeof indicatorSchema>>> {
    const [series, values] = await Promise.all([
      this.repository.indicators(),
      this.repository.values({
        indicator: q.id,
        area: q.area,
        set: q.reportingSet,
        revisions: q.revisions === 'true',
        asOf: q.asOf === undefined ? undefined : instantMs(q.asOf),
      }),
    ]);
    const views = series
      .filter((one) => q.id === undefined || one.id === q.id)
      .map((one) =>
        view(
          one,
          values.filter((value) => value.indicator === one.id),
        ),
      );
    return pageOf(views, q, (one) => one.id);
  }
}

function view(series: Indicator, values: readonly IndicatorValue[]): z.infer<typeof indicatorSchema> {
  return {
    id: series.id,
    ...descriptionSchema.parse(series),
    values: values.map(({ set, ...value }) => valueSchema.parse({ ...value, reportingSet: set })),
  };
}
