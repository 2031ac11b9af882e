import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { CodecRepository, InventoryCache, type RegisteredCodec } from '@app/registry';
import { codecAt, type MappingDocument } from '@app/telemetry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { doneBy } from '../access/actor.js';
import { AskedBy } from '../access/caller.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { instantMs } from '../http/span.js';
import { YAML_TYPES } from '../http/texts.js';
import { ZodPipe } from '../http/zod.pipe.js';
import {
  type CodecDocument,
  codecInput,
  CodecPipe,
  codecSchema,
  codecVersionInput,
} from './codec.schemas.js';
import { Mappings } from './mappings.js';

const idParam = z.object({ id: z.string().max(64) });
const listQuery = z.strictObject({ ...pageQuery, family: z.string().max(40).optional() });
const pageOnly = z.strictObject(pageQuery);

type CodecView = z.infer<typeof codecSchema>;

/** Payload formats of vendors' devices, as mappings that need no code. */
@Controller('api/v1/codecs')
@UseGuards(AccessGuard)
export class CodecsController {
  constructor(
    private readonly codecs: CodecRepository,
    private readonly mappings: Mappings,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'codecs',
    summary: 'The newest version of each payload mapping, with the devices that use it',
    query: listQuery,
    response: listOf(codecSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Promise<Page<CodecView>> {
    const newest = new Map((await this.codecs.list()).map((one) => [one.id, one]));
    const found = [...newest.values()].filter((one) => q.family === undefined || one.family === q.family);
    return pageOf(this.views(found), q, (one) => one.id);
  }

  @Get(':id/versions')
  @ApiOperation({
    tag: 'codecs',
    summary: 'Every version of one payload mapping, the newest first',
    params: idParam,
    query: pageOnly,
    response: listOf(codecSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async versions(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Query(new ZodPipe(pageOnly)) q: z.infer<typeof pageOnly>,
  ): Promise<Page<CodecView>> {
    return pageOf(this.views((await this.versionsOf(id)).toReversed()), q, (one) => String(one.version));
  }

  @Post()
  @ApiOperation({
    tag: 'codecs',
    summary: "Register a mapping of a vendor's own JSON, in JSON or YAML",
    description:
      'It says where in a payload the readings, their time, period, lane and measures are, in which units and under ' +
      'which names. Devices name it as their codec. Mistakes come all at once, each with its place; ' +
      '`POST /api/v1/rejected/try` shows beforehand what it makes of messages that were rejected.',
    body: codecInput,
    accepts: YAML_TYPES,
    response: codecSchema,
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 409],
  })
  async create(
    @Body(new CodecPipe(codecInput)) { input, place }: CodecDocument<z.infer<typeof codecInput>>,
    @AskedBy() caller: Caller,
  ): Promise<CodecView> {
    this.mappings.ready(input.mapping, input.family, place);
    const { validFrom, by, ...rest } = input;
    const made = await this.codecs.create({ ...rest, validFrom: timeOf(validFrom), by: doneBy(caller, by) });
    return this.made(made);
  }

  @Post(':id/versions')
  @ApiOperation({
    tag: 'codecs',
    summary: 'Add a version of a mapping; the ones before stay as they are',
    description:
      'It decodes what arrives from `validFrom` on, also what is replayed then. Services take it up within a second.',
    params: idParam,
    body: codecVersionInput,
    accepts: YAML_TYPES,
    response: codecSchema,
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 404],
  })
  async addVersion(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new CodecPipe(codecVersionInput))
    { input, place }: CodecDocument<z.infer<typeof codecVersionInput>>,
    @AskedBy() caller: Caller,
  ): Promise<CodecView> {
    const newest = (await this.versionsOf(id)).at(-1);
    if (newest === undefined) throw new Problem(404, `no codec ${id}`);
    const { family, nameVi, nameEn } = newest;
    this.mappings.ready(input.mapping, family, place);
    const { validFrom, by, ...rest } = input;
    const made = await this.codecs.addVersion({
      id,
      family,
      ...rest,
      nameVi: input.nameVi ?? nameVi,
      nameEn: input.nameEn ?? nameEn,
      validFrom: timeOf(validFrom),
      by: doneBy(caller, by),
    });
    return this.made(made);
  }

  private async versionsOf(id: string): Promise<readonly RegisteredCodec[]> {
    const versions = (await this.codecs.list()).filter((one) => one.id === id);
    if (versions.length === 0) throw new Problem(404, `no codec ${id}`);
    return versions;
  }

  private async made(codec: RegisteredCodec): Promise<CodecView> {
    await this.cache.refresh();
    const [view] = this.views([codec]);
    if (view === undefined) throw new Error('one view a codec');
    return view;
  }

  private views(codecs: readonly RegisteredCodec[]): CodecView[] {
    const now = this.clock.now();
    const users = new Map<string, string[]>();
    for (const device of this.cache.current().devices.values()) {
      const codec = codecAt(device, now);
      users.set(codec, [...(users.get(codec) ?? []), device.id]);
    }
    return codecs.map(({ validFrom, validTo, mapping, ...rest }) => ({
      ...rest,
      validFrom: formatLocal(validFrom),
      validTo: validTo === null ? null : formatLocal(validTo),
      devices: users.get(rest.id) ?? [],
      mapping: mapping as MappingDocument,
    }));
  }
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : instantMs(text);
}
