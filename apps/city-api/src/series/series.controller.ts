import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { periodSchema } from '@app/contracts';
import { type Device, InventoryCache } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { Measures } from '../catalogue/measures.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { spanOf, spanQuery } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import { AGGREGATIONS, aggregationsOf } from './aggregate.js';
import { MAX_BUCKETS, type SeriesItem, SeriesService, countBuckets } from './series.service.js';

const query = z.strictObject({
  ...pageQuery,
  ...spanQuery,
  measure: z.string().max(80).describe('`{family}.{key}`, e.g. traffic.speed'),
  device: z.string().max(64).optional(),
  station: z.string().max(64).optional(),
  area: z.string().max(64).optional(),
  reportingSet: z.string().max(64).optional(),
  bucket: z.union([z.literal('raw'), periodSchema]).default('5min'),
  agg: z.enum(AGGREGATIONS).optional().describe("default: the measure's own"),
});

const item = z
  .object({
    t: z.string().meta({ description: 'start of the bucket, or time of the point' }),
    value: z.number().nullable(),
    n: z.number(),
    completeness: z.number(),
    device: z.string().optional(),
    lane: z.string().optional(),
  })
  .meta({ id: 'SeriesItem' });

const DAY_MS = 86_400_000;

@Controller('api/v1/series')
@UseGuards(AccessGuard)
export class SeriesController {
  constructor(
    private readonly service: SeriesService,
    private readonly measures: Measures,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'series',
    summary: 'A measure over time: stored points (`bucket=raw`) or one value a bucket in local time',
    query,
    response: listOf(item),
    action: 'read',
    problems: [400, 401, 403, 404, 422],
  })
  async list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Promise<Page<SeriesItem>> {
    const measure = this.measures.catalogue().measure(q.measure);
    if (!measure) throw new Problem(404, `no measure ${q.measure}; see /api/v1/measures`);
    const devices = this.devicesOf(q, measure.family);
    const now = this.clock.now();
    const { from, to } = spanOf(q, { from: now - DAY_MS, to: now + 300_000 });
    if (q.bucket === 'raw') {
      const points = await this.service.points(measure, devices, from, to);
      return pageOf(points, q, (point) => `${point.t}|${point.device}|${point.lane}`);
    }
    const aggregation = q.agg ?? measure.defaultAgg;
    const allowed = aggregationsOf(measure);
    if (!allowed.includes(aggregation)) {
      throw new Problem(
        400,
        `agg: ${q.measure} is a ${measure.kind}; it can be asked for as ${allowed.join(', ')}`,
      );
    }
    if (countBuckets(from, to, q.bucket) > MAX_BUCKETS) {
      throw new Problem(422, `more than ${MAX_BUCKETS} buckets; ask for a shorter span or a longer bucket`);
    }
    const buckets = await this.service.buckets(measure, devices, q.bucket, aggregation, from, to);
    return pageOf(buckets, q, (one) => one.t);
  }

  private devicesOf(q: z.infer<typeof query>, family: string): readonly Device[] {
    const { devices, devicesOfStation, stations } = this.cache.current();
    if ([q.device, q.station, q.area].filter((one) => one !== undefined).length > 1) {
      throw new Problem(400, 'name one of device, station and area');
    }
    const ofFamily = (list: Iterable<Device>): Device[] =>
      [...list].filter((device) => device.family === family);
    if (q.device !== undefined) {
      const device = devices.get(q.device);
      if (!device) throw new Problem(404, `no device ${q.device}`);
      return ofFamily([device]);
    }
    if (q.station !== undefined) {
      if (!stations.has(q.station)) throw new Problem(404, `no station ${q.station}`);
      return ofFamily(devicesOfStation.get(q.station) ?? []);
    }
    if (q.area === undefined) throw new Problem(400, 'name a device, a station or an area');
    const set = this.places.set(q.reportingSet);
    return ofFamily(
      this.places.stationsIn(q.area, set).flatMap((station) => devicesOfStation.get(station.id) ?? []),
    );
  }
}
