import { Body, Controller, Delete, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { formatLocal } from '@app/kpi';
import { type SavedQuery, SavedQueryRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { seriesParameters } from '../series/series.schemas.js';

const query = z.strictObject(pageQuery);
const param = z.object({ id: z.coerce.number().int().min(1) });

const input = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .transform((text) => text.normalize('NFC')),
    parameters: z.strictObject(seriesParameters).describe('as GET /api/v1/series takes them'),
  })
  .meta({ id: 'SavedQueryInput' });

const view = z
  .object({
    id: z.number(),
    name: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'SavedQuery' });

/** Series queries that people keep under a name, for all who may read. */
@Controller('api/v1/saved-queries')
@UseGuards(AccessGuard)
export class SavedQueriesController {
  constructor(private readonly saved: SavedQueryRepository) {}

  @Get()
  @ApiOperation({
    tag: 'series',
    summary: 'Queries that were kept, by name',
    query,
    response: listOf(view),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Promise<Page<z.infer<typeof view>>> {
    return pageOf((await this.saved.list()).map(viewOf), q, (one) => String(one.id));
  }

  @Post()
  @ApiOperation({
    tag: 'series',
    summary: 'Keep a series query under a name that nothing else has',
    body: input,
    response: view,
    status: 201,
    action: 'queries.write',
    problems: [400, 401, 403, 409],
  })
  async add(
    @Body(new ZodPipe(input)) { name, parameters }: z.infer<typeof input>,
    @AskedBy() caller: Caller,
  ): Promise<z.infer<typeof view>> {
    return viewOf(await this.saved.add({ name, parameters, by: caller.name }));
  }

  @Delete(':id')
  @ApiOperation({
    tag: 'series',
    summary: 'Forget a kept query',
    params: param,
    response: view,
    action: 'queries.write',
    problems: [400, 401, 403, 404],
  })
  async remove(@Param(new ZodPipe(param)) { id }: z.infer<typeof param>): Promise<z.infer<typeof view>> {
    return viewOf(await this.saved.remove(id));
  }
}

function viewOf({ id, name, parameters, by, at }: SavedQuery): z.infer<typeof view> {
  return { id, name, parameters: { ...parameters }, by, at: formatLocal(at) };
}
