import { Body, Controller, Get, Header, Post, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs, spanQuery } from '../http/span.js';
import { CSV_TYPE, TABLE_TYPES, UploadPipe, XLSX_TYPE } from '../http/upload.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { writeCsv } from '../spreadsheet/write-csv.js';
import { writeXlsx } from '../spreadsheet/write-xlsx.js';
import { type ImportReport, importReportSchema, requireStored } from './files/import-report.js';
import { IndicatorFiles } from './files/indicator-files.js';

const content = z
  .enum(['values', 'series'])
  .default('values')
  .describe('what the rows are: values of series, or the series themselves');

const importQuery = z.strictObject({
  content,
  dryRun: z.enum(['true', 'false']).default('false').describe('true: only report, store nothing'),
  by: z.string().min(1).max(120).optional().describe('who imports it; kept with the values'),
});

const exportQuery = z.strictObject({
  content,
  format: z.enum(['csv', 'xlsx']).default('csv'),
  id: z.string().max(80).optional().describe('one series, e.g. se.grdp.growth'),
  area: z.string().max(64).optional(),
  reportingSet: z.string().max(64).optional(),
  revisions: z.enum(['true', 'false']).default('false').describe('also superseded revisions'),
  asOf: spanQuery.to.describe('as it was known here at this time'),
});

/** Files of socio-economic series: what is exported can be imported again. */
@Controller('api/v1/indicators')
export class IndicatorFilesController {
  constructor(private readonly files: IndicatorFiles) {}

  @Post('import')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'indicators',
    summary: 'Imports values of series, or series, from CSV or XLSX',
    description:
      'The body is the file, at most 1 MB; the first row names the columns. All rows are stored or none. A dry run answers 200 ' +
      'with every problem by row and column; without it a file with problems is a 422 with the same list. A value that is known ' +
      'already is left as it is, another one for a known period becomes its next revision.',
    query: importQuery,
    accepts: TABLE_TYPES,
    response: importReportSchema,
    action: 'indicators.write',
    problems: [400, 401, 403, 413, 415, 422],
  })
  async import(
    @Query(new ZodPipe(importQuery)) q: z.infer<typeof importQuery>,
    @Body(new UploadPipe()) bytes: Buffer,
  ): Promise<ImportReport> {
    const dryRun = q.dryRun === 'true';
    const report = await this.files.import({ bytes, content: q.content, dryRun, by: q.by ?? null });
    return dryRun ? report : requireStored(report);
  }

  @Get('export')
  @UseGuards(AccessGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    tag: 'indicators',
    summary: 'Exports values of series, or series, as CSV or XLSX',
    query: exportQuery,
    produces: CSV_TYPE,
    also: { [XLSX_TYPE]: null },
    action: 'read',
    problems: [400, 401, 403],
  })
  async export(@Query(new ZodPipe(exportQuery)) q: z.infer<typeof exportQuery>): Promise<StreamableFile> {
    const rows = await this.files.export(q.content, {
      indicator: q.id,
      area: q.area,
      set: q.reportingSet,
      revisions: q.revisions === 'true',
      asOf: q.asOf === undefined ? undefined : instantMs(q.asOf),
    });
    const name = `indicator-${q.content}.${q.format}`;
    const [type, bytes] =
      q.format === 'csv'
        ? [`${CSV_TYPE}; charset=utf-8`, Buffer.from(writeCsv(rows))]
        : [XLSX_TYPE, await writeXlsx([{ name: q.content, rows, fixedRows: 1 }])];
    return new StreamableFile(bytes, { type, disposition: `attachment; filename="${name}"` });
  }
}
