import { Readable } from 'node:stream';
import { Controller, Get, Header, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { type AuditEntry, AuditRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageQuery, wrongCursor } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs, spanQuery } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';

const entrySchema = z
  .strictObject({
    seq: z.number().int().describe('1, 2, 3 … without a gap'),
    at: z.string(),
    caller: z.strictObject({ kind: z.string(), id: z.string(), name: z.string() }),
    action: z.string(),
    object: z.string(),
    detail: z.string().describe('JSON as it was hashed; secrets left out, long bodies by digest'),
    outcome: z.number().int().nullable().describe('HTTP status; null: it is about to be done'),
    outcomeOf: z.number().int().nullable().describe('entry of which this is the outcome'),
    hash: z.string().describe('hex SHA-256 over the hash before and this entry; docs/security.md says how'),
  })
  .meta({ id: 'AuditEntry' });
type EntryView = z.infer<typeof entrySchema>;

const filters = {
  from: spanQuery.from,
  to: spanQuery.to,
  caller: z.string().max(80).optional(),
  object: z.string().max(300).optional().describe('path, e.g. /api/v1/devices/cam-1'),
};
const listQuery = z.strictObject({ ...filters, ...pageQuery });
const exportQuery = z.strictObject(filters);
const verdictSchema = z
  .strictObject({
    entries: z.number().int(),
    head: z.string().describe('newest hash; kept elsewhere it shows later whether the end was cut off'),
    brokenAt: z
      .number()
      .int()
      .nullable()
      .describe('first entry that does not follow; null: the trail is whole'),
  })
  .meta({ id: 'AuditVerdict' });

const EXPORT_PAGE = 2000;

/** Who changed what and when. */
@Controller('api/v1/audit')
@UseGuards(AccessGuard)
export class AuditController {
  constructor(private readonly audit: AuditRepository) {}

  @Get()
  @ApiOperation({
    tag: 'audit',
    summary: 'Entries of the audit trail, oldest first',
    query: listQuery,
    response: listOf(entrySchema),
    action: 'audit.read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Promise<Page<EntryView>> {
    const after = q.after === undefined ? 0 : Number(q.after);
    if (!Number.isSafeInteger(after) || after < 0) throw wrongCursor();
    const found = await this.audit.list({ ...spanOf(q), after, limit: q.limit + 1 });
    const items = found.slice(0, q.limit).map(view);
    return { items, next: found.length > q.limit ? String(items.at(-1)?.seq) : null };
  }

  @Get('verify')
  @ApiOperation({
    tag: 'audit',
    summary: 'Work every hash out again: is the trail as it was written?',
    response: verdictSchema,
    action: 'audit.read',
    problems: [401, 403],
  })
  verify(): Promise<z.infer<typeof verdictSchema>> {
    return this.audit.verify();
  }

  @Get('export')
  @Header('content-disposition', 'attachment; filename="audit.ndjson"')
  @ApiOperation({
    tag: 'audit',
    summary: 'The trail as NDJSON, an entry a line',
    query: exportQuery,
    produces: 'application/x-ndjson',
    action: 'audit.read',
    problems: [400, 401, 403],
  })
  export(@Query(new ZodPipe(exportQuery)) q: z.infer<typeof exportQuery>): StreamableFile {
    return new StreamableFile(Readable.from(this.lines(q)), { type: 'application/x-ndjson' });
  }

  private async *lines(q: z.infer<typeof exportQuery>): AsyncGenerator<string> {
    for (let after = 0; ;) {
      const page = await this.audit.list({ ...spanOf(q), after, limit: EXPORT_PAGE });
      const last = page.at(-1);
      if (last === undefined) return;
      yield page.map((entry) => `${JSON.stringify(view(entry))}\n`).join('');
      after = last.seq;
    }
  }
}

function spanOf(q: z.infer<typeof exportQuery>) {
  return {
    from: q.from === undefined ? undefined : instantMs(q.from),
    to: q.to === undefined ? undefined : instantMs(q.to),
    caller: q.caller,
    object: q.object,
  };
}

function view({ callerKind, caller, name, ...entry }: AuditEntry): EntryView {
  return { ...entry, at: new Date(entry.at).toISOString(), caller: { kind: callerKind, id: caller, name } };
}
