import { Body, Controller, Delete, Param, Put, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { InventoryCache, QuarantineRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { doneBy } from '../access/actor.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { ApiOperation } from '../http/operation.js';
import { person, reasonText } from '../http/person.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam, quarantineSchema } from '../inventory/inventory.schemas.js';
import { quarantineOf } from './quarantine-of.js';

const input = z.strictObject({ reason: reasonText, by: person.optional() }).meta({ id: 'QuarantineInput' });
const release = z.strictObject({ by: person.optional() });

/** Devices under suspicion. */
@Controller('api/v1/devices/:id/quarantine')
@UseGuards(AccessGuard)
export class QuarantineController {
  constructor(
    private readonly quarantines: QuarantineRepository,
    private readonly cache: InventoryCache,
    private readonly scope: Scope,
  ) {}

  @Put()
  @ApiOperation({
    tag: 'inventory',
    summary: 'Put a device into quarantine: what it sends is kept as rejected, and counts for nothing',
    description:
      'It may still connect and is acknowledged, so that it neither fills its memory nor hides what it does; its readings ' +
      'are listed as rejected with reason `quarantined`, and can be replayed after its release. Holds for what arrives from ' +
      '`since` on.',
    params: idParam,
    body: input,
    response: quarantineSchema,
    action: 'devices.write',
    problems: [400, 401, 403, 404, 409],
  })
  async begin(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(input)) { reason, by }: z.infer<typeof input>,
  ): Promise<z.infer<typeof quarantineSchema>> {
    this.scope.requireDevice(caller, 'devices.write', id);
    await this.quarantines.begin(id, reason, doneBy(caller, by));
    const device = (await this.cache.refresh()).devices.get(id);
    const quarantine = device && quarantineOf(device);
    if (!quarantine) throw new Problem(409, `device ${id} was released meanwhile`);
    return quarantine;
  }

  @Delete()
  @ApiOperation({
    tag: 'inventory',
    summary: 'Release a device from quarantine; what it sends counts again',
    params: idParam,
    query: release,
    status: 204,
    action: 'devices.write',
    problems: [400, 401, 403, 404],
  })
  async end(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Query(new ZodPipe(release)) { by }: z.infer<typeof release>,
  ): Promise<void> {
    this.scope.requireDevice(caller, 'devices.write', id);
    await this.quarantines.end(id, doneBy(caller, by));
    await this.cache.refresh();
  }
}
