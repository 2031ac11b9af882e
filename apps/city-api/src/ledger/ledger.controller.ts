import { Body, Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { REJECT_REASONS } from '@app/contracts';
import { LedgerRepository, RejectedRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageQuery, wrongCursor } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { spanQuery, spanOf } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { ReplayService } from './replay.service.js';

const ledgerItem = z
  .object({
    device: z.string(),
    hour: z.string(),
    received: z.number().int().meta({ description: 'always the sum of the others; unit: readings' }),
    stored: z.number().int(),
    corrected: z.number().int(),
    duplicate: z.number().int(),
    rejected: z.record(z.string(), z.number().int()),
    inFlight: z.number().int(),
  })
  .meta({ id: 'LedgerItem' });

const rejectedItem = z
  .object({
    at: z.string(),
    device: z.string(),
    topic: z.string(),
    reason: z.enum(REJECT_REASONS),
    detail: z.string(),
    bytes: z.string().meta({ description: 'first 4 kB of the payload, base64' }),
    index: z.number().int().nullable().meta({ description: 'element of the array; null: the whole message' }),
    position: z.string().meta({ description: 'partition:offset:index in the log' }),
    replayedAt: z.string().nullable(),
  })
  .meta({ id: 'Rejected' });

const ledgerQuery = z.strictObject({ ...pageQuery, ...spanQuery, device: z.string().max(64).optional() });
const rejectedQuery = z.strictObject({
  ...pageQuery,
  device: z.string().max(64).optional(),
  reason: z.enum(REJECT_REASONS).optional(),
});

const replayInput = z
  .strictObject({
    position: z
      .string()
      .regex(/^\d{1,9}:\d{1,16}:(-1|\d{1,9})$/, '`position` of an item of /api/v1/rejected'),
  })
  .meta({ id: 'ReplayInput' });
const replayed = z
  .object({ device: z.string(), replayOf: z.string() })
  .meta({ id: 'Replay', description: 'durable in the log; the ledger says what became of it' });

const DAY_MS = 86_400_000;

@Controller('api/v1')
export class LedgerController {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly rejectedRows: RejectedRepository,
    private readonly replays: ReplayService,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  @Get('ledger')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'ledger',
    summary: 'What became of every reading, per device and hour of arrival',
    query: ledgerQuery,
    response: listOf(ledgerItem),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(
    @Query(new ZodPipe(ledgerQuery)) q: z.infer<typeof ledgerQuery>,
  ): Promise<Page<z.infer<typeof ledgerItem>>> {
    const now = this.clock.now();
    const span = spanOf(q, { from: now - DAY_MS, to: now + 3_600_000 });
    const items = await this.ledger.list({
      ...span,
      limit: q.limit + 1,
      device: q.device,
      after: q.after === undefined ? undefined : ledgerCursor(q.after),
    });
    const page = items.slice(0, q.limit);
    const last = page.at(-1);
    return {
      items: page.map((item) => ({ ...item, rejected: { ...item.rejected } })),
      next: items.length > q.limit && last ? `${Date.parse(last.hour)}:${last.device}` : null,
    };
  }

  @Get('rejected')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'ledger',
    summary: 'Rejected messages and readings, newest first',
    query: rejectedQuery,
    response: listOf(rejectedItem),
    action: 'payloads.read',
    problems: [400, 401, 403],
  })
  async rejected(
    @AskedBy() caller: Caller,
    @Query(new ZodPipe(rejectedQuery)) q: z.infer<typeof rejectedQuery>,
  ): Promise<Page<z.infer<typeof rejectedItem>>> {
    const rows = await this.rejectedRows.list({
      limit: q.limit + 1,
      device: q.device,
      reason: q.reason,
      devices: this.scope.devicesOf(caller, 'payloads.read'),
      before: q.after === undefined ? undefined : rejectedCursor(q.after),
    });
    const page = rows.slice(0, q.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({
        at: new Date(row.at).toISOString(),
        device: row.device,
        topic: row.topic,
        reason: row.reason as z.infer<typeof rejectedItem>['reason'],
        detail: row.detail,
        bytes: Buffer.from(row.bytes).toString('base64'),
        index: row.index < 0 ? null : row.index,
        position: `${row.partition}:${row.offset}:${row.index}`,
        replayedAt: row.replayedAt === null ? null : new Date(row.replayedAt).toISOString(),
      })),
      next:
        rows.length > q.limit && last ? `${last.at}:${last.partition}:${last.offset}:${last.index}` : null,
    };
  }

  @Post('rejected/replay')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'ledger',
    summary: 'Put a rejected message back into the log, whole, to be received again',
    body: replayInput,
    response: replayed,
    status: 202,
    action: 'rejected.replay',
    problems: [400, 401, 403, 404, 409, 422],
  })
  async replay(
    @AskedBy() caller: Caller,
    @Body(new ZodPipe(replayInput)) { position }: z.infer<typeof replayInput>,
  ): Promise<z.infer<typeof replayed>> {
    const [partition = 0, offset = 0, index = 0] = position.split(':').map(Number);
    const key = { partition, offset, index };
    const row = await this.rejectedRows.find(key);
    // What isn't there is refused by the replay, to those who may know that it isn't.
    this.scope.requireDevice(caller, 'rejected.replay', row?.device ?? '');
    const { device } = await this.replays.replay(key);
    return { device, replayOf: position };
  }
}

function ledgerCursor(text: string): { hour: number; device: string } {
  const match = /^(\d+):(.+)$/.exec(text);
  if (!match?.[2]) throw wrongCursor();
  return { hour: Number(match[1]), device: match[2] };
}

function rejectedCursor(text: string): { at: number; partition: number; offset: number; index: number } {
  const match = /^(\d+):(\d+):(\d+):(-?\d+)$/.exec(text);
  if (!match) throw wrongCursor();
  const [at = 0, partition = 0, offset = 0, index = 0] = match.slice(1).map(Number);
  return { at, partition, offset, index };
}
