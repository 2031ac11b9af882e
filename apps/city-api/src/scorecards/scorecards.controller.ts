import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { periodStart } from '@app/kpi';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import {
  type Scorecard,
  type ScorecardQuery,
  scorecardQuery,
  scorecardSchema,
  type ScoreItem,
} from './scorecard.schemas.js';
import { ScorecardService } from './scorecard.service.js';

@Controller('api/v1/scorecards')
@UseGuards(AccessGuard)
export class ScorecardsController {
  constructor(
    private readonly service: ScorecardService,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'scorecards',
    summary: 'Where KPIs stand to their targets: status, distance, trend needed',
    description:
      'Targets that hold in the period, and those for a later year with the change that each year until then needs. ' +
      'Targets of a calendar year are compared with values of years only.',
    query: scorecardQuery,
    response: scorecardSchema,
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async get(@Query(new ZodPipe(scorecardQuery)) q: ScorecardQuery): Promise<Scorecard> {
    const set = this.places.set(q.reportingSet);
    const areas = q.area.length > 0 ? q.area : this.places.areas(set).map((area) => area.code);
    const now = this.clock.now();
    const from =
      q.from === undefined
        ? periodStart(q.period, periodStart(q.period, now) - 1)
        : periodStart(q.period, instantMs(q.from));
    const items: ScoreItem[] = [];
    for (const area of areas) {
      this.places.requireArea(area, set);
      items.push(...(await this.service.scores({ area, set, period: q.period, from })));
    }
    return { items, next: null, summary: areas.map((area) => summaryOf(area, items)) };
  }
}

function summaryOf(area: string, items: readonly ScoreItem[]): Scorecard['summary'][number] {
  const counts = { reached: 0, exceeded: 0, missed: 0, open: 0, no_data: 0 };
  for (const item of items) if (item.area === area) counts[item.status]++;
  return { area, ...counts };
}
