import { Controller, Get, Headers, Query, type StreamableFile, UseGuards } from '@nestjs/common';
import { AccessGuard } from '../access/access.guard.js';
import { pageOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { FILE_TYPES, formatOf } from '../tabular/format.js';
import { csvStyle, tabularFile } from '../tabular/tabular-file.js';
import { SeriesNames } from './series-names.js';
import { pointsOf, seriesPage } from './series-pages.js';
import { type SeriesPlan, SeriesPlans } from './series-plan.js';
import { SeriesReader } from './series-reader.js';
import { type SeriesQuery, type SeriesReply, seriesQuery, seriesReply } from './series.schemas.js';
import { SeriesService } from './series.service.js';
import { seriesTable } from './series-table.js';

@Controller('api/v1/series')
@UseGuards(AccessGuard)
export class SeriesController {
  constructor(
    private readonly plans: SeriesPlans,
    private readonly reader: SeriesReader,
    private readonly service: SeriesService,
    private readonly names: SeriesNames,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'series',
    summary: 'Measures over time: stored points (`bucket=raw`) or one value a bucket in local time',
    description:
      'Many series in one call: several measures, areas, stations or devices, or `by`; each item then names its `series`, and ' +
      '`series` says what each is. One measure of one object gives the items alone. Files have one row a point, with what it is of.',
    query: seriesQuery,
    response: seriesReply,
    also: FILE_TYPES,
    action: 'read',
    problems: [400, 401, 403, 404, 422],
  })
  async list(
    @Query(new ZodPipe(seriesQuery)) q: SeriesQuery,
    @Headers('accept') accept?: string,
  ): Promise<SeriesReply | StreamableFile> {
    const plan = this.plans.plan(q);
    const format = formatOf(q.format, accept);
    if (format !== 'json') {
      const names = q.names === undefined ? null : this.names.of(plan.lines, q.names, q.reportingSet);
      const table = seriesTable(plan, pointsOf(this.reader, plan), names);
      return tabularFile(table, { format, name: fileName(q), csv: csvStyle(q) });
    }
    const named = q.area.length + q.station.length + q.device.length;
    if (q.measure.length > 1 || named > 1 || q.by !== undefined) return seriesPage(this.reader, plan, q);
    return this.one(plan, q);
  }

  private async one({ lines, bucket, from, to }: SeriesPlan, q: SeriesQuery): Promise<SeriesReply> {
    const [line] = lines;
    if (!line) return { items: [], next: null };
    const { measure, devices, aggregation } = line;
    if (bucket === 'raw') {
      const points = await this.service.points(measure, devices, from, to);
      const page = pageOf(points, q, (point) => `${point.t}|${point.device}|${point.lane}`);
      return { ...page, items: [...page.items] };
    }
    const buckets = await this.service.buckets(measure, devices, bucket, aggregation, from, to);
    const page = pageOf(buckets, q, (one) => one.t);
    return { ...page, items: [...page.items] };
  }
}

/** Names a file by what is in it, in letters that every system takes. */
function fileName(q: SeriesQuery): string {
  const parts = [...q.measure.slice(0, 2), ...[...q.area, ...q.station, ...q.device].slice(0, 2), q.bucket];
  return parts.join('_').replaceAll(/[^A-Za-z0-9._-]/g, '-');
}
