import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { type Replay, ReplayRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { doneBy } from '../access/actor.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { spanOf } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { replayManyInput, replaySchema } from './rejected.schemas.js';
import { ReplayMany } from './replay-many.js';

const idParam = z.object({ id: z.coerce.number().int().min(1) });
const listQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) });

type View = z.infer<typeof replaySchema>;

/** Replays of all that a device, or a reason, has in the list of rejected messages. */
@Controller('api/v1/rejected/replays')
@UseGuards(AccessGuard)
export class ReplaysController {
  constructor(
    private readonly many: ReplayMany,
    private readonly replays: ReplayRepository,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  @Post()
  @ApiOperation({
    tag: 'rejected',
    summary: 'Put all rejected messages of a device or reason back into the log, to be received again',
    description:
      'One replay runs at a time; asking for the same again gives the one that runs. A message goes back once: what was ' +
      'replayed before is left out. The old rows stay, marked; what becomes of the messages now stands in the ledger.',
    body: replayManyInput,
    response: replaySchema,
    status: 202,
    action: 'rejected.replay',
    problems: [400, 401, 403, 409],
  })
  async start(
    @Body(new ZodPipe(replayManyInput)) body: z.infer<typeof replayManyInput>,
    @AskedBy() caller: Caller,
  ): Promise<View> {
    if (body.device === undefined) this.scope.requireEverywhere(caller, 'rejected.replay');
    else this.scope.requireDevice(caller, 'rejected.replay', body.device);
    const span = spanOf(body, { from: 0, to: this.clock.now() + 1 });
    const filter = {
      device: body.device,
      reason: body.reason,
      ...span,
      from: body.from === undefined ? 0 : span.from,
    };
    return view(await this.many.start(filter, doneBy(caller, body.by)));
  }

  @Get()
  @ApiOperation({
    tag: 'rejected',
    summary: 'The newest replays with their progress',
    query: listQuery,
    response: listOf(replaySchema),
    action: 'payloads.read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) { limit }: z.infer<typeof listQuery>): Promise<Page<View>> {
    return { items: (await this.replays.list(limit)).map(view), next: null };
  }

  @Get(':id')
  @ApiOperation({
    tag: 'rejected',
    summary: 'How far one replay is',
    params: idParam,
    response: replaySchema,
    action: 'payloads.read',
    problems: [401, 403, 404],
  })
  async one(@Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>): Promise<View> {
    const replay = await this.replays.find(id);
    if (replay === null) throw new Problem(404, `no replay ${id}`);
    return view(replay);
  }
}

function view({ filter, startedAt, endedAt, ...rest }: Replay): View {
  return {
    ...rest,
    device: filter.device ?? null,
    reason: filter.reason ?? null,
    from: formatLocal(filter.from),
    to: formatLocal(filter.to),
    startedAt: formatLocal(startedAt),
    endedAt: endedAt === null ? null : formatLocal(endedAt),
  };
}
