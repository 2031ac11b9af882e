import { randomBytes } from 'node:crypto';
import { Body, Controller, Delete, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { formatToken, generateCredential, type Grant, ROLES } from '@app/access';
import { Clock } from '@app/config';
import { type ApiKey, ApiKeyRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import { apiKeyInput, apiKeySchema, newApiKeySchema } from './people.schemas.js';

const listQuery = z.strictObject(pageQuery);
const idParam = z.strictObject({ id: z.string().max(64) });
const DAY_MS = 86_400_000;

type KeyView = z.infer<typeof apiKeySchema>;

/** Keys of other systems. */
@Controller('api/v1/api-keys')
@UseGuards(AccessGuard)
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'people',
    summary: 'API keys and what they may do; never the keys themselves',
    query: listQuery,
    response: listOf(apiKeySchema),
    action: 'people.write',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Promise<Page<KeyView>> {
    return pageOf((await this.keys.list()).map(keyView), q, ({ id }) => id);
  }

  @Post()
  @ApiOperation({
    tag: 'people',
    summary: 'A key for another system; shown this once',
    body: apiKeyInput,
    response: newApiKeySchema,
    status: 201,
    action: 'people.write',
    problems: [400, 401, 403, 404],
  })
  async add(
    @Body(new ZodPipe(apiKeyInput)) body: z.infer<typeof apiKeyInput>,
  ): Promise<z.infer<typeof newApiKeySchema>> {
    const set = this.places.set(undefined);
    for (const { area } of body.roles) if (area !== null) this.places.requireArea(area, set);
    const id = `k-${randomBytes(8).toString('hex')}`;
    const { secret, salt, hash } = generateCredential();
    const expiresAt = this.clock.now() + body.days * DAY_MS;
    await this.keys.add({ id, name: body.name, expiresAt, grants: body.roles, secret: { salt, hash } });
    return { id, key: formatToken({ kind: 'key', id, secret }) };
  }

  @Delete(':id')
  @ApiOperation({
    tag: 'people',
    summary: 'Revoke a key; it stops working within about a second',
    params: idParam,
    status: 204,
    action: 'people.write',
    problems: [401, 403, 404],
  })
  async revoke(@Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>): Promise<void> {
    await this.keys.revoke(id);
  }
}

function keyView(key: ApiKey): KeyView {
  const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    id: key.id,
    name: key.name,
    createdAt: new Date(key.createdAt).toISOString(),
    expiresAt: time(key.expiresAt),
    revokedAt: time(key.revokedAt),
    roles: key.grants.filter((grant): grant is Grant => (ROLES as readonly string[]).includes(grant.role)),
  };
}
