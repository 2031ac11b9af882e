import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { periodsBetween, periodStart } from '@app/kpi';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { spanOf } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { defaultSpan } from '../kpis/default-span.js';
import { type Comparison, type CompareQuery, compareQuery, comparisonSchema } from './compare.schemas.js';
import { CompareService } from './compare.service.js';

const MAX_PERIODS = 5000;

/** The decision's "song song": smart-city KPIs and socio-economic criteria side by side. [1338/QĐ-UBND, II.2] */
@Controller('api/v1/compare')
@UseGuards(AccessGuard)
export class CompareController {
  constructor(
    private readonly service: CompareService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'compare',
    summary: 'KPIs and socio-economic series of several areas on one axis, with their correlations',
    description:
      'Values are joined only on equal period and reporting set. Of mixed frequencies the shorter is added up, never the ' +
      'longer split (422). A correlation needs 8 pairs. Change of a percentage is told in percentage points.',
    query: compareQuery,
    response: comparisonSchema,
    action: 'read',
    problems: [400, 401, 403, 404, 422],
  })
  async compare(@Query(new ZodPipe(compareQuery)) q: CompareQuery): Promise<Comparison> {
    if (q.kpi.length + q.indicator.length === 0) throw new Problem(400, 'kpi, indicator: name at least one');
    if (q.area.length === 0) throw new Problem(400, 'area: name at least one');
    const period = await this.service.periodOf(q);
    const span = spanOf(q, defaultSpan(period, this.clock.now()));
    const starts = periodsBetween(period, periodStart(period, span.from), span.to, MAX_PERIODS);
    if (starts.length > MAX_PERIODS) throw new Problem(400, `from, to: at most ${MAX_PERIODS} periods`);
    return this.service.compare(q, { period, starts });
  }
}
