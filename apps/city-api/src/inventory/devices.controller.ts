import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { type Caller, generateCredential } from '@app/access';
import { Clock } from '@app/config';
import { type Device, InventoryCache, InventoryRepository } from '@app/registry';
import { codecAt } from '@app/telemetry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { quarantineOf } from '../credentials/quarantine-of.js';
import { DeviceHealths } from '../devices/device-healths.js';
import { LatestDevices } from '../feed/latest-devices.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import {
  credentialSchema,
  deviceInput,
  deviceSchema,
  gatewayInput,
  gatewaySchema,
  idParam,
} from './inventory.schemas.js';

const query = z.strictObject({
  ...pageQuery,
  station: z.string().max(64).optional(),
  family: z.string().max(40).optional(),
  state: deviceSchema.shape.state.optional(),
  health: deviceSchema.shape.health.optional(),
});

const gatewayQuery = z.strictObject(pageQuery);

type DeviceView = z.infer<typeof deviceSchema>;
type NewCredential = z.infer<typeof credentialSchema>;

@Controller('api/v1')
export class DevicesController {
  constructor(
    private readonly inventory: InventoryRepository,
    private readonly cache: InventoryCache,
    private readonly latest: LatestDevices,
    private readonly healths: DeviceHealths,
    private readonly clock: Clock,
    private readonly scope: Scope,
  ) {}

  @Get('devices')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Devices with their freshness',
    query,
    response: listOf(deviceSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Promise<Page<DeviceView>> {
    await this.healths.refresh();
    const views = [...this.cache.current().devices.values()]
      .filter(
        (d) =>
          (q.station === undefined || d.station === q.station) &&
          (q.family === undefined || d.family === q.family),
      )
      .map((device) => this.view(device))
      .filter((view) => q.state === undefined || view.state === q.state)
      .filter((view) => q.health === undefined || view.health === q.health);
    return pageOf(views, q, (view) => view.id);
  }

  @Get('devices/:id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'One device',
    params: idParam,
    response: deviceSchema,
    action: 'read',
    problems: [401, 403, 404],
  })
  async one(@Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>): Promise<DeviceView> {
    await this.healths.refresh();
    const device = this.cache.current().devices.get(id);
    if (!device) throw new Problem(404, `no device ${id}`);
    return this.view(device);
  }

  @Post('devices')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Register a device; its credential is shown once and works at once',
    body: deviceInput,
    response: credentialSchema,
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 404, 409],
  })
  async create(
    @AskedBy() caller: Caller,
    @Body(new ZodPipe(deviceInput)) body: z.infer<typeof deviceInput>,
  ): Promise<NewCredential> {
    this.scope.requireStation(caller, 'devices.write', body.station);
    const { secret, salt, hash } = generateCredential();
    const { activeFrom, codec, lanes, direction, gateway, ...rest } = body;
    const device = await this.inventory.createDevice(
      {
        ...rest,
        ...(codec !== undefined && { codec }),
        ...(lanes && { lanes }),
        ...(direction !== undefined && { direction }),
        ...(gateway !== undefined && { gateway }),
        ...(activeFrom !== undefined && { activeFrom: Date.parse(activeFrom) }),
      },
      { salt, hash },
    );
    await this.cache.refresh();
    return { id: device.id, credential: secret };
  }

  @Get('gateways')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Gateways, and how many devices each writes for',
    query: gatewayQuery,
    response: listOf(gatewaySchema),
    action: 'devices.write',
    problems: [400, 401, 403],
  })
  gateways(
    @AskedBy() caller: Caller,
    @Query(new ZodPipe(gatewayQuery)) q: z.infer<typeof gatewayQuery>,
  ): Page<z.infer<typeof gatewaySchema>> {
    this.scope.requireEverywhere(caller, 'devices.write');
    const { gateways, devices } = this.cache.current();
    const under = new Map([...gateways].map((id) => [id, 0]));
    for (const { gateway } of devices.values())
      if (gateway !== null) under.set(gateway, (under.get(gateway) ?? 0) + 1);
    const views = [...under].map(([id, n]) => ({ id, devices: n }));
    return pageOf(views, q, ({ id }) => id);
  }

  @Post('gateways')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'inventory',
    summary: 'Register a gateway, which writes for the devices registered under it',
    body: gatewayInput,
    response: credentialSchema,
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 409],
  })
  async createGateway(
    @AskedBy() caller: Caller,
    @Body(new ZodPipe(gatewayInput)) body: z.infer<typeof gatewayInput>,
  ): Promise<NewCredential> {
    this.scope.requireEverywhere(caller, 'devices.write');
    const { secret, salt, hash } = generateCredential();
    await this.inventory.createGateway(body.id, { salt, hash });
    await this.cache.refresh();
    return { id: body.id, credential: secret };
  }

  private view(device: Device): DeviceView {
    const now = this.clock.now();
    const interval = device.active.findLast(
      (active) => active.from <= now && (active.to === null || active.to > now),
    );
    const item = this.latest.of(device.id);
    const { health, ageMs, frozen } = this.healths.of(device);
    return {
      id: device.id,
      station: device.station,
      profile: device.profile,
      family: device.family,
      codec: codecAt(device, now),
      cadence: device.cadenceS,
      lanes: [...device.lanes],
      direction: device.direction,
      gateway: device.gateway,
      active: interval !== undefined,
      activeFrom: interval ? new Date(interval.from).toISOString() : null,
      state: item?.state ?? 'never',
      lastSeen: item?.lastSeen ?? null,
      virtual: device.virtual,
      quarantine: quarantineOf(device),
      health,
      age: ageMs === null ? null : Math.round(ageMs / 1000),
      frozen: [...frozen],
    };
  }
}
