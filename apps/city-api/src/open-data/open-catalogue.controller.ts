import { Controller, Get, Header, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { Places } from '../inventory/places.js';
import { type Box, catalogueOf } from './catalogue/catalogue.js';
import type { Thing } from './catalogue/graph.js';
import { toJsonLd } from './catalogue/json-ld.js';
import { toTurtle } from './catalogue/turtle.js';
import { OpenDatasets } from './data/datasets.js';
import { Publications } from './publication.js';

const JSON_LD = 'application/ld+json';
const TURTLE = 'text/turtle; charset=utf-8';
const CACHED = 'public, max-age=300';

/** The catalogue that other portals harvest. */
@Controller('open-data')
@UseGuards(AccessGuard)
export class OpenCatalogueController {
  constructor(
    private readonly datasets: OpenDatasets,
    private readonly places: Places,
    private readonly publications: Publications,
  ) {}

  @Get('catalog.jsonld')
  @Header('content-type', JSON_LD)
  @Header('cache-control', CACHED)
  @ApiOperation({
    tag: 'open data',
    summary: 'DCAT-AP 3.0 catalogue of the open data as JSON-LD',
    produces: JSON_LD,
    action: 'any',
    problems: [429],
  })
  async jsonLd(@Req() request: FastifyRequest): Promise<string> {
    return toJsonLd(await this.things(request));
  }

  @Get('catalog.ttl')
  @Header('content-type', TURTLE)
  @Header('cache-control', CACHED)
  @ApiOperation({
    tag: 'open data',
    summary: 'The same as Turtle',
    produces: 'text/turtle',
    action: 'any',
    problems: [429],
  })
  async turtle(@Req() request: FastifyRequest): Promise<string> {
    return toTurtle(await this.things(request));
  }

  private async things(request: FastifyRequest): Promise<readonly Thing[]> {
    const areas = this.places.areas(this.places.set(undefined));
    const province = areas.find(({ parent }) => parent === null);
    return catalogueOf({
      publication: this.publications.of(request),
      datasets: await this.datasets.list(),
      province: { vi: province?.nameVi ?? '', en: province?.nameEn ?? '' },
      box: boxOf(areas.flatMap(({ rings }) => rings.flat())),
    });
  }
}

function boxOf(points: readonly (readonly [number, number])[]): Box | null {
  if (points.length === 0) return null;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}
