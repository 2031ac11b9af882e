import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { formatLocal } from '@app/kpi';
import { InventoryCache, STATION_FACT_KEYS, type StationFact, StationFactRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { instantMs, requiredInstant } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam } from './inventory.schemas.js';

const key = z.enum(STATION_FACT_KEYS as [StationFact['key'], ...StationFact['key'][]]);

const input = z
  .strictObject({
    key,
    value: z
      .unknown()
      .refine((value) => value !== undefined, 'missing')
      .describe('as in seeds/stations.yaml: a text, or an object by the key'),
    validFrom: requiredInstant.describe('RFC 3339 time or local date from which it holds'),
    validTo: requiredInstant.nullable().default(null).describe('exclusive; null: until another one follows'),
  })
  .meta({ id: 'StationFactInput' });

const factSchema = z
  .object({ key: z.string(), value: z.unknown(), validFrom: z.string(), validTo: z.string().nullable() })
  .meta({ id: 'StationFact' });
const query = z.strictObject(pageQuery);

type FactView = z.infer<typeof factSchema>;

/** What formulas read of a station: segment, flood levels, lamps, lit length, spaces, bins. */
@Controller('api/v1/stations/:id/facts')
export class StationFactsController {
  constructor(
    private readonly facts: StationFactRepository,
    private readonly cache: InventoryCache,
    private readonly scope: Scope,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Facts of a station, by key and time',
    params: idParam,
    query,
    response: listOf(factSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  list(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Query(new ZodPipe(query)) q: z.infer<typeof query>,
  ): Page<FactView> {
    return pageOf(this.views(id), q, (fact) => `${fact.key}|${fact.validFrom}`);
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Record a fact of a station; from `validFrom` on it rules over earlier ones',
    params: idParam,
    body: input,
    response: listOf(factSchema),
    status: 201,
    action: 'facts.write',
    problems: [400, 401, 403, 404, 409],
  })
  async record(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(input)) body: z.infer<typeof input>,
  ): Promise<Page<FactView>> {
    this.scope.requireStation(caller, 'facts.write', id);
    const validTo = body.validTo === null ? null : instantMs(body.validTo);
    await this.facts.record(id, { ...body, validFrom: instantMs(body.validFrom), validTo });
    await this.cache.refresh();
    return { items: this.views(id), next: null };
  }

  private views(id: string): FactView[] {
    const station = this.cache.current().stations.get(id);
    if (station === undefined) throw new Problem(404, `no station ${id}`);
    return station.facts.map((fact) => ({
      key: fact.key,
      value: fact.value,
      validFrom: formatLocal(fact.validFrom),
      validTo: fact.validTo === null ? null : formatLocal(fact.validTo),
    }));
  }
}
