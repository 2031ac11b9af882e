import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { formatLocal } from '@app/kpi';
import { CodecRepository, InventoryCache } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { doneBy } from '../access/actor.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam } from '../inventory/inventory.schemas.js';
import { deviceCodecInput } from './codec.schemas.js';

const assigned = z
  .object({ device: z.string(), codec: z.string(), from: z.string() })
  .meta({ id: 'DeviceCodec' });

/** Which format a device sends. */
@Controller('api/v1/devices/:id/codec')
@UseGuards(AccessGuard)
export class DeviceCodecController {
  constructor(
    private readonly codecs: CodecRepository,
    private readonly cache: InventoryCache,
    private readonly scope: Scope,
  ) {}

  @Post()
  @ApiOperation({
    tag: 'codecs',
    summary: 'Let messages of a device be decoded by another codec from a moment on',
    params: idParam,
    body: deviceCodecInput,
    response: assigned,
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 404],
  })
  async assign(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(deviceCodecInput)) body: z.infer<typeof deviceCodecInput>,
    @AskedBy() caller: Caller,
  ): Promise<z.infer<typeof assigned>> {
    this.scope.requireDevice(caller, 'devices.write', id);
    const asked = body.from === undefined ? undefined : instantMs(body.from);
    const by = doneBy(caller, body.by);
    const from = await this.codecs.assign({ device: id, codec: body.codec, from: asked, by });
    await this.cache.refresh();
    return { device: id, codec: body.codec, from: formatLocal(from) };
  }
}
