import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import {
  type InventorySnapshot,
  InventoryCache,
  InventoryRepository,
  type SegmentFact,
  type Station,
} from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { instantMs, spanQuery } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam, placingInput, stationInput, stationSchema } from './inventory.schemas.js';
import { Places } from './places.js';

const query = z.strictObject({
  ...pageQuery,
  area: z.string().max(64).optional().describe('area code; stations in it'),
  kind: z.string().max(40).optional(),
  reportingSet: z.string().max(64).optional(),
  asOf: spanQuery.to.describe('where stations lay on this day'),
});

type StationView = z.infer<typeof stationSchema>;

@Controller('api/v1/stations')
export class StationsController {
  constructor(
    private readonly inventory: InventoryRepository,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly scope: Scope,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Stations with their place and devices',
    query,
    response: listOf(stationSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Page<StationView> {
    const snapshot = this.cache.current();
    const set = this.places.set(q.reportingSet);
    const at = q.asOf === undefined ? undefined : instantMs(q.asOf);
    const within =
      q.area === undefined ? null : new Set(this.places.stationsIn(q.area, set, at).map((s) => s.id));
    const found = [...snapshot.stations.values()].filter(
      (station) =>
        (within === null || within.has(station.id)) && (q.kind === undefined || station.kind === q.kind),
    );
    const page = pageOf(found, q, (station) => station.id);
    return { items: page.items.map((station) => this.view(station, snapshot, set, at)), next: page.next };
  }

  @Get(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'One station',
    params: idParam,
    response: stationSchema,
    action: 'read',
    problems: [401, 403, 404],
  })
  one(@Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>): StationView {
    const snapshot = this.cache.current();
    const station = snapshot.stations.get(id);
    if (!station) throw new Problem(404, `no station ${id}`);
    return this.view(station, snapshot, this.places.set(undefined));
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Register a station',
    body: stationInput,
    response: stationSchema,
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 409],
  })
  async create(
    @AskedBy() caller: Caller,
    @Body(new ZodPipe(stationInput)) body: z.infer<typeof stationInput>,
  ): Promise<StationView> {
    const area = this.places.areaAt(body.lat, body.lon, this.places.set(undefined));
    this.scope.requireArea(caller, 'devices.write', area);
    const { segment, ...rest } = body;
    const station = await this.inventory.createStation({ ...rest, ...(segment && { segment }) });
    const snapshot = await this.cache.refresh();
    return this.view(snapshot.stations.get(station.id) ?? station, snapshot, this.places.set(undefined));
  }

  @Post(':id/placing')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary:
      'Say in which area of a reporting set a station lies, whatever the outlines say; null: by its coordinates',
    description:
      'For a station near a border. Its values move between areas at every period, with revisions.',
    params: idParam,
    body: placingInput,
    response: stationSchema,
    action: 'areas.write',
    problems: [400, 401, 403, 404],
  })
  async place(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(placingInput)) body: z.infer<typeof placingInput>,
  ): Promise<StationView> {
    const set = this.places.set(body.reportingSet);
    await this.inventory.placeStation(id, set, body.area);
    const snapshot = await this.cache.refresh();
    const station = snapshot.stations.get(id);
    if (!station) throw new Problem(404, `no station ${id}`);
    return this.view(station, snapshot, set);
  }

  private view(station: Station, snapshot: InventorySnapshot, set: string, at?: number): StationView {
    const segment = station.facts.findLast((fact) => fact.key === 'segment' && fact.validTo === null);
    return {
      id: station.id,
      name: station.name,
      kind: station.kind,
      lat: station.lat,
      lon: station.lon,
      area: this.places.areaOf(station, set, at),
      areaOverride: { ...station.areaOverride },
      segment: (segment?.value as SegmentFact | undefined) ?? null,
      devices: (snapshot.devicesOfStation.get(station.id) ?? []).map((device) => device.id),
      virtual: station.virtual,
    };
  }
}
