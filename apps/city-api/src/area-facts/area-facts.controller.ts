import { Body, Controller, Get, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { AreaFactRepository, InventoryCache, type PublicationOutcome } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { person } from '../http/person.js';
import { TABLE_TYPES, UploadPipe } from '../http/upload.js';
import { ZodPipe } from '../http/zod.pipe.js';
import {
  type ImportReport,
  importReportSchema,
  reportOf,
  requireStored,
} from '../indicators/files/import-report.js';
import { Places } from '../inventory/places.js';
import { readTable } from '../spreadsheet/read-table.js';
import { factOf, factSchema, factsInput, factView, outcomeSchema } from './area-fact.schemas.js';
import { readFacts } from './area-fact-rows.js';

const query = z.strictObject({
  ...pageQuery,
  reportingSet: z.string().max(64).optional(),
  area: z.string().max(64).optional(),
  key: z.string().max(40).optional(),
  revisions: z.enum(['true', 'false']).default('false').describe('also superseded revisions'),
});
const importQuery = z.strictObject({
  by: person,
  dryRun: z.enum(['true', 'false']).default('false').describe('only tell what would be stored'),
});

type FactView = z.infer<typeof factSchema>;

/** Figures about areas that KPIs divide by: length of streets, number of lamps, bins, parking spaces. */
@Controller('api/v1/area-facts')
export class AreaFactsController {
  constructor(
    private readonly facts: AreaFactRepository,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly scope: Scope,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'areas',
    summary: 'Figures about areas, with validity, source and who recorded them',
    query,
    response: listOf(factSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async list(@Query(new ZodPipe(query)) q: z.infer<typeof query>): Promise<Page<FactView>> {
    const { area, key } = q;
    const all = await this.facts.history({ set: this.places.set(q.reportingSet), area, key });
    const rows = q.revisions === 'true' ? all : all.filter((fact, i) => !isRevised(fact, all[i + 1]));
    return pageOf(rows.map(factView), q, (fact) =>
      [fact.area, fact.key, fact.validFrom, fact.revision].join('|'),
    );
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'areas',
    summary: 'Record figures about areas, all or none',
    description:
      'Nothing is changed in place: another value for the same `validFrom` is its next revision. Values that read a figure ' +
      'are worked out again; final ones become revisions with reason `registry`.',
    body: factsInput,
    response: outcomeSchema,
    status: 201,
    action: 'facts.write',
    problems: [400, 401, 403, 404],
  })
  async record(
    @AskedBy() caller: Caller,
    @Body(new ZodPipe(factsInput)) { by, facts }: z.infer<typeof factsInput>,
  ): Promise<z.infer<typeof outcomeSchema>> {
    const rows = facts.map((fact) => factOf(fact, (asked) => this.places.set(asked)));
    for (const { area, set } of rows) this.scope.requireArea(caller, 'facts.write', area, set);
    const outcomes = await this.facts.record(rows, by);
    await this.cache.refresh();
    return countOf(outcomes);
  }

  @Post('import')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'areas',
    summary: 'Import figures about areas from CSV or XLSX; nothing is stored while any row has a problem',
    description: 'Columns: set, area, key, value, validFrom, validTo, source. Dates are local, YYYY-MM-DD.',
    query: importQuery,
    accepts: TABLE_TYPES,
    response: importReportSchema,
    action: 'facts.write',
    problems: [400, 401, 403, 413, 415, 422],
  })
  async import(
    @AskedBy() caller: Caller,
    @Query(new ZodPipe(importQuery)) q: z.infer<typeof importQuery>,
    @Body(new UploadPipe()) bytes: Buffer,
  ): Promise<ImportReport> {
    const read = readFacts(await readTable(bytes), this.cache.current().areas);
    const dryRun = q.dryRun === 'true' || read.problems.count > 0;
    const rows = read.rows.map(({ value }) => value);
    for (const { area, set } of rows) this.scope.requireArea(caller, 'facts.write', area, set);
    const outcomes = await this.facts.record(rows, q.by, { dryRun });
    if (!dryRun) await this.cache.refresh();
    const report = reportOf(read, outcomes, dryRun);
    return q.dryRun === 'true' ? report : requireStored(report);
  }
}

interface Row {
  readonly area: string;
  readonly key: string;
  readonly validFrom: number;
}

/** Whether the next row is a later revision of this one. */
function isRevised(fact: Row, next: Row | undefined): boolean {
  return next?.area === fact.area && next.key === fact.key && next.validFrom === fact.validFrom;
}

function countOf(outcomes: readonly PublicationOutcome[]): z.infer<typeof outcomeSchema> {
  const count = (wanted: PublicationOutcome): number => outcomes.filter((one) => one === wanted).length;
  return { added: count('added'), revised: count('revised'), unchanged: count('unchanged') };
}
