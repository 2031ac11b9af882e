import { Body, Controller, Delete, Get, Param, Post, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { InventoryCache } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam } from '../inventory/inventory.schemas.js';
import { rotatedSchema, rotationInput, storedCredentialSchema } from './credential.schemas.js';
import { Credentials } from './credentials.js';

const oneParam = idParam.extend({ credential: z.uuid() });

/** Credentials of a gateway, which writes for devices anywhere: given anew, and taken away. */
@Controller('api/v1/gateways/:id/credentials')
@UseGuards(AccessGuard)
export class GatewayCredentialsController {
  constructor(
    private readonly credentials: Credentials,
    private readonly cache: InventoryCache,
    private readonly scope: Scope,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'inventory',
    summary: 'Credentials of a gateway, the newest first; never the secrets themselves',
    params: idParam,
    response: listOf(storedCredentialSchema),
    action: 'devices.write',
    problems: [401, 403, 404],
  })
  async list(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
  ): Promise<Page<z.infer<typeof storedCredentialSchema>>> {
    this.require(caller, id);
    return { items: await this.credentials.list(id), next: null };
  }

  @Post()
  @ApiOperation({
    tag: 'inventory',
    summary: 'A new credential for a gateway, shown this once; the ones before work for an overlap more',
    description:
      'Change the gateway over within the overlap. With `overlap` 0 the ones before stop working at once, and sessions that ' +
      'came with them end.',
    params: idParam,
    body: rotationInput,
    response: rotatedSchema,
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 404, 409],
  })
  async rotate(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(rotationInput)) { overlap }: z.infer<typeof rotationInput>,
  ): Promise<z.infer<typeof rotatedSchema>> {
    this.require(caller, id);
    return this.credentials.rotate(id, 'gateway', overlap);
  }

  @Delete()
  @ApiOperation({
    tag: 'inventory',
    summary: 'Revoke all credentials of a gateway, and with them its certificates; its sessions end',
    params: idParam,
    status: 204,
    action: 'devices.write',
    problems: [401, 403, 404],
  })
  async revokeAll(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
  ): Promise<void> {
    this.require(caller, id);
    await this.credentials.revoke(id, 'gateway', null);
  }

  @Delete(':credential')
  @ApiOperation({
    tag: 'inventory',
    summary: 'Revoke one credential of a gateway; sessions that came with it end',
    params: oneParam,
    status: 204,
    action: 'devices.write',
    problems: [400, 401, 403, 404],
  })
  async revoke(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(oneParam)) { id, credential }: z.infer<typeof oneParam>,
  ): Promise<void> {
    this.require(caller, id);
    await this.credentials.revoke(id, 'gateway', credential);
  }

  private require(caller: Caller, id: string): void {
    this.scope.requireEverywhere(caller, 'devices.write');
    if (!this.cache.current().gateways.has(id)) throw new Problem(404, `no gateway ${id}`);
  }
}
