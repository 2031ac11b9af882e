import { randomBytes } from 'node:crypto';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  Param,
  Post,
  Query,
  type StreamableFile,
  UseGuards,
} from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { type ClaimBatch, ClaimRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { doneBy } from '../access/actor.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { CSV_TYPE } from '../http/upload.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { idParam } from '../inventory/inventory.schemas.js';
import { formatOf } from '../tabular/format.js';
import { claimBatchInput, claimBatchSchema, newClaimsSchema } from './claim.schemas.js';
import { codesFile } from './codes-file.js';
import { NewBatches } from './new-batches.js';

const listQuery = z.strictObject(pageQuery);
const formatQuery = z.strictObject({
  format: z.enum(['json', 'csv']).optional().describe('by default what `Accept` names, else json'),
});

/** Claim codes in batches, for devices that are installed by the dozen. */
@Controller('api/v1/claim-batches')
@UseGuards(AccessGuard)
export class ClaimBatchesController {
  constructor(
    private readonly batches: ClaimRepository,
    private readonly made: NewBatches,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'claims',
    summary: 'Batches of claim codes and how many were claimed; never the codes',
    query: listQuery,
    response: listOf(claimBatchSchema),
    action: 'devices.write',
    problems: [400, 401, 403],
  })
  async list(
    @AskedBy() caller: Caller,
    @Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>,
  ): Promise<Page<z.infer<typeof claimBatchSchema>>> {
    const seen = (await this.batches.list()).filter(({ area }) =>
      this.scope.mayIn(caller, 'devices.write', area),
    );
    return pageOf(seen.map(batchView), q, ({ id }) => id);
  }

  @Post()
  @ApiOperation({
    tag: 'claims',
    summary: 'Make claim codes for devices of one type; shown this once, as JSON or CSV to print',
    body: claimBatchInput,
    query: formatQuery,
    response: newClaimsSchema,
    also: { [CSV_TYPE]: null },
    status: 201,
    action: 'devices.write',
    problems: [400, 401, 403, 404],
  })
  async make(
    @AskedBy() caller: Caller,
    @Body(new ZodPipe(claimBatchInput)) body: z.infer<typeof claimBatchInput>,
    @Query(new ZodPipe(formatQuery)) { format }: z.infer<typeof formatQuery>,
    @Headers('accept') accept: string | undefined,
  ): Promise<z.infer<typeof newClaimsSchema> | StreamableFile> {
    if (body.station !== undefined) this.scope.requireStation(caller, 'devices.write', body.station);
    else this.scope.requireArea(caller, 'devices.write', body.area ?? null);
    const id = `b-${randomBytes(6).toString('hex')}`;
    const made = await this.made.make(id, body, doneBy(caller, body.by), this.clock.now());
    return formatOf(format, accept) === 'csv' ? codesFile(made, body) : made;
  }

  @Delete(':id')
  @ApiOperation({
    tag: 'claims',
    summary: 'Revoke what is left of a batch; devices that were claimed stay',
    params: idParam,
    status: 204,
    action: 'devices.write',
    problems: [400, 401, 403, 404],
  })
  async revoke(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
  ): Promise<void> {
    const batch = await this.batches.batch(id);
    if (batch === null) throw new Problem(404, `no batch ${id}`);
    this.scope.requireArea(caller, 'devices.write', batch.area);
    await this.batches.revoke(id);
  }
}

function batchView(one: ClaimBatch): z.infer<typeof claimBatchSchema> {
  return {
    id: one.id,
    note: one.note,
    profile: one.profile,
    cadence: one.cadenceS,
    area: one.area,
    station: one.station,
    by: one.madeBy,
    at: formatLocal(one.madeAt),
    expiresAt: formatLocal(one.expiresAt),
    revokedAt: one.revokedAt === null ? null : formatLocal(one.revokedAt),
    codes: one.codes,
    claimed: one.claimed,
  };
}
