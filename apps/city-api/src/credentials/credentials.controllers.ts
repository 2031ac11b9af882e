import { Body, Controller, Delete, Get, Param, Post, type Type, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { InventoryCache, type InventorySnapshot } from '@app/registry';
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

/** Whose credentials these are, and whom their owner's place lets at them. */
interface Bearer {
  readonly kind: 'device' | 'gateway';
  readonly isKnown: (inventory: InventorySnapshot, id: string) => boolean;
  readonly requireScope: (scope: Scope, caller: Caller, id: string) => void;
}

/** Credentials of one kind of bearer: given anew, and taken away. */
function credentialsOf({ kind, isKnown, requireScope }: Bearer): Type {
  @Controller(`api/v1/${kind}s/:id/credentials`)
  @UseGuards(AccessGuard)
  class CredentialsController {
    constructor(
      private readonly credentials: Credentials,
      private readonly cache: InventoryCache,
      private readonly scope: Scope,
    ) {}

    @Get()
    @ApiOperation({
      tag: 'inventory',
      summary: `Credentials of a ${kind}, the newest first; never the secrets themselves`,
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
      summary: `A new credential for a ${kind}, shown this once; the ones before work for an overlap more`,
      description:
        `Change the ${kind} over within the overlap. With \`overlap\` 0 the ones before stop working at once, and ` +
        'sessions that came with them end.',
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
      return this.credentials.rotate(id, kind, overlap);
    }

    @Delete()
    @ApiOperation({
      tag: 'inventory',
      summary: `Revoke all credentials of a ${kind}, and with them its certificates; its sessions end`,
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
      await this.credentials.revoke(id, kind, null);
    }

    @Delete(':credential')
    @ApiOperation({
      tag: 'inventory',
      summary: `Revoke one credential of a ${kind}; sessions that came with it end`,
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
      await this.credentials.revoke(id, kind, credential);
    }

    private require(caller: Caller, id: string): void {
      requireScope(this.scope, caller, id);
      if (!isKnown(this.cache.current(), id)) throw new Problem(404, `no ${kind} ${id}`);
    }
  }
  return CredentialsController;
}

export const DeviceCredentialsController = credentialsOf({
  kind: 'device',
  isKnown: ({ devices }, id) => devices.has(id),
  requireScope: (scope, caller, id) => scope.requireDevice(caller, 'devices.write', id),
});

/** A gateway writes for devices anywhere, so its credentials are for who may do so everywhere. */
export const GatewayCredentialsController = credentialsOf({
  kind: 'gateway',
  isKnown: ({ gateways }, id) => gateways.has(id),
  requireScope: (scope, caller) => scope.requireEverywhere(caller, 'devices.write'),
});
