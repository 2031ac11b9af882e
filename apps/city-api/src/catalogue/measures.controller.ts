import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { aggregationsOf } from '../series/aggregate.js';
import { Measures } from './measures.js';

const measureSchema = z
  .object({
    id: z.string(),
    family: z.string(),
    key: z.string(),
    nameVi: z.string(),
    nameEn: z.string(),
    unit: z.string().meta({ description: 'UCUM' }),
    kind: z.enum(['count', 'gauge', 'level', 'meter', 'state']),
    min: z.number(),
    max: z.number(),
    maxRatePerMinute: z.number().nullable(),
    cadence: z.number(),
    edges: z.array(z.number()).nullable(),
    states: z.record(z.string(), z.number()).nullable(),
    agg: z.string().meta({ description: 'default aggregate' }),
    aggregates: z.array(z.string()),
  })
  .meta({ id: 'Measure' });

const query = z.strictObject(pageQuery);

@Controller('api/v1/measures')
@UseGuards(AccessGuard)
export class MeasuresController {
  constructor(private readonly measures: Measures) {}

  @Get()
  @ApiOperation({
    tag: 'series',
    summary: 'The measure catalogue',
    query,
    response: listOf(measureSchema),
    action: 'read',
    problems: [401, 403],
  })
  list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Page<z.infer<typeof measureSchema>> {
    const all = [...this.measures.catalogue().families.values()].flatMap((layout) =>
      layout.measures.map((m) => ({
        id: `${m.family}.${m.key}`,
        family: m.family,
        key: m.key,
        nameVi: m.nameVi,
        nameEn: m.nameEn,
        unit: m.unit,
        kind: m.kind,
        min: m.min,
        max: m.max,
        maxRatePerMinute: m.maxRatePerMinute,
        cadence: m.cadenceS,
        edges: m.edges && [...m.edges],
        states: m.states && { ...m.states },
        agg: m.defaultAgg,
        aggregates: [...aggregationsOf(m)],
      })),
    );
    return pageOf(all, q, (measure) => measure.id);
  }
}
