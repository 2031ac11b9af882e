import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { type Area, InventoryCache } from '@app/registry';
import { z } from 'zod';
import { ReadGuard } from '../access/read.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from './places.js';

const areaSchema = z
  .object({
    code: z.string(),
    reportingSet: z.string(),
    nameVi: z.string(),
    nameEn: z.string(),
    level: z.enum(['province', 'district', 'commune']),
    parent: z.string().nullable(),
    areaKm2: z.number().nullable(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    stations: z.number().int(),
    outline: z
      .object({
        type: z.literal('MultiPolygon'),
        coordinates: z.array(z.array(z.array(z.array(z.number())))),
      })
      .nullable()
      .optional()
      .meta({ description: 'GeoJSON, with `outline=true` only' }),
  })
  .meta({ id: 'Area' });

const setSchema = z
  .object({
    id: z.string(),
    nameVi: z.string(),
    nameEn: z.string(),
    noteVi: z.string(),
    noteEn: z.string(),
    status: z.enum(['active', 'listed']),
  })
  .meta({ id: 'ReportingSet' });

const query = z.strictObject({
  ...pageQuery,
  reportingSet: z.string().max(64).optional(),
  outline: z.enum(['true', 'false']).default('false'),
});
const pageOnly = z.strictObject(pageQuery);

@Controller('api/v1')
@UseGuards(ReadGuard)
export class AreasController {
  constructor(
    private readonly cache: InventoryCache,
    private readonly places: Places,
  ) {}

  @Get('areas')
  @ApiOperation({
    tag: 'areas',
    summary: 'Areas of a reporting set, parents first',
    query,
    response: listOf(areaSchema),
    problems: [400, 401, 404],
  })
  list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Page<z.infer<typeof areaSchema>> {
    const set = this.places.set(q.reportingSet);
    const areas = [...this.places.areas(set)].sort(
      (a, b) => Number(a.parent !== null) - Number(b.parent !== null) || a.code.localeCompare(b.code),
    );
    const page = pageOf(areas, q, (area) => area.code);
    return { items: page.items.map((area) => this.view(area, q.outline === 'true')), next: page.next };
  }

  @Get('reporting-sets')
  @ApiOperation({
    tag: 'areas',
    summary: 'Reporting sets',
    query: pageOnly,
    response: listOf(setSchema),
    problems: [401],
  })
  sets(@Query(new ZodPipe(pageOnly)) q: z.infer<typeof pageOnly>): Page<z.infer<typeof setSchema>> {
    return pageOf(
      this.cache.current().sets.map((set) => ({ ...set })),
      q,
      (set) => set.id,
    );
  }

  private view(area: Area, outline: boolean): z.infer<typeof areaSchema> {
    return {
      code: area.code,
      reportingSet: area.set,
      nameVi: area.nameVi,
      nameEn: area.nameEn,
      level: area.level,
      parent: area.parent,
      areaKm2: area.areaKm2,
      validFrom: new Date(area.validFrom).toISOString(),
      validTo: area.validTo === null ? null : new Date(area.validTo).toISOString(),
      stations: this.places.stationsIn(area.code, area.set).length,
      ...(outline && {
        outline:
          area.rings.length === 0
            ? null
            : {
                type: 'MultiPolygon' as const,
                coordinates: area.rings.map((ring) => [ring.map(([lon, lat]) => [lon, lat])]),
              },
      }),
    };
  }
}
