import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { formatLocal } from '@app/kpi';
import { InventoryCache } from '@app/registry';
import { TimeSeries } from '@app/time-series';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { instantMs, requiredInstant } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';

const MAX_WINDOWS = 100_000;

const query = z.strictObject({
  ...pageQuery,
  device: z.string().max(64),
  from: requiredInstant,
  to: requiredInstant.describe('exclusive'),
});

const windowSchema = z
  .object({
    t: z.string().meta({ description: 'start of the 5 minutes' }),
    device: z.string(),
    lane: z.string(),
    direction: z.string(),
    fields: z.record(z.string(), z.number()),
  })
  .meta({ id: 'Window' });

type WindowView = z.infer<typeof windowSchema>;

/** The 5-minute windows that KPI components are computed from, as they are stored. */
@Controller('api/v1/windows')
@UseGuards(AccessGuard)
export class WindowsController {
  constructor(
    private readonly series: TimeSeries,
    private readonly cache: InventoryCache,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'series',
    summary: 'Stored 5-minute windows of a device: sums, counts and shares, by lane and direction',
    query,
    response: listOf(windowSchema),
    action: 'read',
    problems: [400, 401, 403, 404, 422],
  })
  async list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Promise<Page<WindowView>> {
    const device = this.cache.current().devices.get(q.device);
    if (!device) throw new Problem(404, `no device ${q.device}`);
    const [from, to] = [instantMs(q.from), instantMs(q.to)];
    if (from >= to) throw new Problem(400, 'from: must lie before to');
    const rows = await this.series.read({
      bucket: 'windows',
      measurement: device.family,
      where: { device: [device.id] },
      from,
      to,
      limit: MAX_WINDOWS,
    });
    const names = Object.entries(rows.fields);
    const views = Array.from({ length: rows.length }, (_, i): WindowView => ({
      t: formatLocal(rows.times[i] ?? 0),
      device: device.id,
      lane: rows.tags['lane']?.[i] ?? '',
      direction: rows.tags['direction']?.[i] ?? '',
      fields: Object.fromEntries(
        names.flatMap(([name, column]) => {
          const value = column[i] ?? Number.NaN;
          return Number.isNaN(value) ? [] : [[name, value]];
        }),
      ),
    }));
    return pageOf(views, q, (one) => `${one.t}|${one.lane}|${one.direction}`);
  }
}
