import { Body, Controller, Get, Header, Param, Post, Query, StreamableFile, UseGuards } from '@nestjs/common';
import type { Framework, FrameworkIndicator } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { CSV_TYPE, TABLE_TYPES, UploadPipe, XLSX_TYPE } from '../http/upload.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { type ImportReport, importReportSchema, requireStored } from '../indicators/files/import-report.js';
import { Places } from '../inventory/places.js';
import { writeCsv } from '../spreadsheet/write-csv.js';
import { writeXlsx } from '../spreadsheet/write-xlsx.js';
import { annexRows } from './framework-rows.js';
import { assessmentSchema, frameworkIndicatorViewSchema, frameworkViewSchema } from './framework.schemas.js';
import { Frameworks } from './frameworks.service.js';

const param = z.object({ code: z.string().max(64) });
const listQuery = z.strictObject(pageQuery);
const assessmentQuery = z.strictObject({
  ...pageQuery,
  area: z.string().max(64),
  year: z.coerce.number().int().min(2000).max(2100),
  reportingSet: z.string().max(64).optional(),
});
const importQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').describe('true: only report, store nothing'),
  by: z.string().min(1).max(120).optional().describe('who imports it'),
});
const exportQuery = z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv') });

/** Sets of indicators that somebody issued, and how areas stand by them. */
@Controller('api/v1/frameworks')
export class FrameworksController {
  constructor(
    private readonly frameworks: Frameworks,
    private readonly places: Places,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'frameworks',
    summary: 'Frameworks of indicators',
    query: listQuery,
    response: listOf(frameworkViewSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(
    @Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>,
  ): Promise<Page<z.infer<typeof frameworkViewSchema>>> {
    const indicators = await this.frameworks.indicatorsOf();
    const views = (await this.frameworks.all()).map((one) =>
      view(one, indicators.filter(({ framework }) => framework === one.code).length),
    );
    return pageOf(views, q, (one) => one.code);
  }

  @Get(':code/indicators')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'frameworks',
    summary: "A framework's indicators and what measures them here",
    params: param,
    query: listQuery,
    response: listOf(frameworkIndicatorViewSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async indicators(
    @Param(new ZodPipe(param)) { code }: z.infer<typeof param>,
    @Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>,
  ): Promise<Page<z.infer<typeof frameworkIndicatorViewSchema>>> {
    const framework = await this.frameworks.get(code);
    const views = (await this.frameworks.indicatorsOf(framework.code)).map(indicatorView);
    return pageOf(views, q, (one) => one.code);
  }

  @Get(':code/assessment')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'frameworks',
    summary: 'Pass, not pass or not enough evidence for each indicator, with the evidence',
    description:
      'An exact measure decides, or all components together; a proxy decides nothing. Only final values of sufficient data count. ' +
      'A KPI that is served by the month stands for the year with at least nine months.',
    params: param,
    query: assessmentQuery,
    response: assessmentSchema,
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async assessment(
    @Param(new ZodPipe(param)) { code }: z.infer<typeof param>,
    @Query(new ZodPipe(assessmentQuery)) q: z.infer<typeof assessmentQuery>,
  ): Promise<z.infer<typeof assessmentSchema>> {
    const framework = await this.frameworks.get(code);
    const set = this.places.set(q.reportingSet);
    this.places.requireArea(q.area, set);
    const all = await this.frameworks.assess(framework, { area: q.area, set, year: q.year });
    const count = (verdict: (typeof all)[number]['verdict']): number =>
      all.filter((one) => one.verdict === verdict).length;
    const page = pageOf(all, q, (one) => one.code);
    return {
      framework: view(framework, all.length),
      area: q.area,
      reportingSet: set,
      year: q.year,
      inForce: isInForce(framework, q.year),
      summary: {
        pass: count('pass'),
        notPass: count('not_pass'),
        notEnoughEvidence: count('not_enough_evidence'),
      },
      items: [...page.items],
      next: page.next,
    };
  }

  @Post(':code/import')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'frameworks',
    summary: "Imports a framework's annex from CSV or XLSX",
    description:
      'Columns code, nameVi, nameEn, group, unit, formula, comparator (le, lt, ge, gt, between), lo, hi, computability (C, P, R), ' +
      'evidence (`MOB-12 exact; se.unemp proxy`), source, note; code and nameVi are needed. All rows are stored or none; ' +
      'indicators that the file does not name stay.',
    params: param,
    query: importQuery,
    accepts: TABLE_TYPES,
    response: importReportSchema,
    action: 'indicators.write',
    problems: [400, 401, 403, 404, 413, 415, 422],
  })
  async import(
    @Param(new ZodPipe(param)) { code }: z.infer<typeof param>,
    @Query(new ZodPipe(importQuery)) q: z.infer<typeof importQuery>,
    @Body(new UploadPipe()) bytes: Buffer,
  ): Promise<ImportReport> {
    const framework = await this.frameworks.get(code);
    const dryRun = q.dryRun === 'true';
    const report = await this.frameworks.import(framework, { bytes, dryRun, by: q.by ?? null });
    return dryRun ? report : requireStored(report);
  }

  @Get(':code/export')
  @UseGuards(AccessGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    tag: 'frameworks',
    summary: "A framework's annex as the import takes it; of an empty one the form to fill in",
    params: param,
    query: exportQuery,
    produces: CSV_TYPE,
    also: { [XLSX_TYPE]: null },
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async export(
    @Param(new ZodPipe(param)) { code }: z.infer<typeof param>,
    @Query(new ZodPipe(exportQuery)) { format }: z.infer<typeof exportQuery>,
  ): Promise<StreamableFile> {
    const framework = await this.frameworks.get(code);
    const rows = annexRows(await this.frameworks.indicatorsOf(framework.code));
    const [type, bytes] =
      format === 'csv'
        ? [`${CSV_TYPE}; charset=utf-8`, Buffer.from(writeCsv(rows))]
        : [XLSX_TYPE, await writeXlsx([{ name: 'indicators', rows, fixedRows: 1 }])];
    return new StreamableFile(bytes, { type, disposition: `attachment; filename="framework.${format}"` });
  }
}

function view(framework: Framework, indicators: number): z.infer<typeof frameworkViewSchema> {
  return { ...framework, indicators };
}

function indicatorView(one: FrameworkIndicator): z.infer<typeof frameworkIndicatorViewSchema> {
  const { framework: _framework, evidence, ...rest } = one;
  return {
    ...rest,
    evidence: evidence.map(({ kpi = null, series = null, relation }) => ({ kpi, series, relation })),
  };
}

/** Whether a framework holds on any day of a year; null where its dates aren't known. */
function isInForce({ validFrom, validTo }: Framework, year: number): boolean | null {
  if (validFrom === null) return null;
  return validFrom < `${year + 1}-01-01` && (validTo === null || validTo > `${year}-01-01`);
}
