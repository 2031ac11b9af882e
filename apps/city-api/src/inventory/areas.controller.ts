import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import type { Area } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs, spanQuery } from '../http/span.js';
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

const query = z.strictObject({
  ...pageQuery,
  reportingSet: z.string().max(64).optional(),
  outline: z.enum(['true', 'false']).default('false'),
  asOf: spanQuery.to.describe('areas that held on this day, with the stations that lay in them'),
});

@Controller('api/v1')
@UseGuards(AccessGuard)
export class AreasController {
  constructor(private readonly places: Places) {}

  @Get('areas')
  @ApiOperation({
    tag: 'areas',
    summary: 'Areas of a reporting set, parents first',
    query,
    response: listOf(areaSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Page<z.infer<typeof areaSchema>> {
    const set = this.places.set(q.reportingSet);
    const at = q.asOf === undefined ? undefined : instantMs(q.asOf);
    const held = at === undefined ? this.places.areas(set) : this.places.areasOn(set, at);
    const areas = [...held].sort(
      (a, b) => Number(a.parent !== null) - Number(b.parent !== null) || a.code.localeCompare(b.code),
    );
    const page = pageOf(areas, q, (area) => area.code);
    return { items: page.items.map((area) => this.view(area, q.outline === 'true', at)), next: page.next };
  }

  private view(area: Area, outline: boolean, at?: number): z.infer<typeof areaSchema> {
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
      stations: this.places.stationsIn(area.code, area.set, at).length,
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
