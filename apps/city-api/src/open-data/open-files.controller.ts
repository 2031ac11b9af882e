import { Controller, Get, Header, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { formatLocal, FINAL_AFTER_MS } from '@app/kpi';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { MEDIA_TYPES } from '../tabular/format.js';
import { csvwOf, type Dictionary, dictionaryOf, dictionarySchema } from './data/dictionary.js';
import type { Dataset } from './data/dataset.js';
import { OpenDatasets } from './data/datasets.js';
import { OPEN_FORMATS, openFile, type OpenFormat } from './data/open-file.js';
import { OpenRowReader } from './data/open-rows.js';
import { type FileSpan, isFinished, spanNamed } from './data/spans.js';
import { datasetParam, fileParam, fileQuery } from './open-data.schemas.js';
import { pageOf, Publications } from './publication.js';

const CSVW_TYPE = 'application/csvm+json';

/** Files of the open data and what describes them. */
@Controller('open-data/:dataset')
@UseGuards(AccessGuard)
export class OpenFilesController {
  constructor(
    private readonly datasets: OpenDatasets,
    private readonly rows: OpenRowReader,
    private readonly publications: Publications,
    private readonly clock: Clock,
  ) {}

  @Get('dictionary.json')
  @ApiOperation({
    tag: 'open data',
    summary: 'Data dictionary of a dataset: columns, units, method, quality rules, licence, files',
    params: datasetParam,
    response: dictionarySchema,
    action: 'any',
    problems: [404, 429],
  })
  async dictionary(
    @Param(new ZodPipe(datasetParam)) { dataset }: z.infer<typeof datasetParam>,
    @Req() request: FastifyRequest,
  ): Promise<Dictionary> {
    return dictionaryOf(await this.datasets.get(dataset), this.publications.of(request));
  }

  @Get('csv-metadata.json')
  @Header('content-type', CSVW_TYPE)
  @ApiOperation({
    tag: 'open data',
    summary: 'The same for the CSV files by CSVW (W3C)',
    params: datasetParam,
    produces: CSVW_TYPE,
    action: 'any',
    problems: [404, 429],
  })
  async csvw(
    @Param(new ZodPipe(datasetParam)) { dataset }: z.infer<typeof datasetParam>,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    return JSON.stringify(csvwOf(await this.datasets.get(dataset), this.publications.of(request)));
  }

  @Get(':file')
  @ApiOperation({
    tag: 'open data',
    summary: 'A finished month or year of a dataset as CSV, JSON or Parquet',
    description:
      'Only final and signed values; counts of 1 to 4 are hidden. The address is stable and the content changes only when a value is revised.',
    params: fileParam,
    query: fileQuery,
    produces: MEDIA_TYPES.csv,
    also: { [MEDIA_TYPES.json]: null, [MEDIA_TYPES.parquet]: null },
    action: 'any',
    problems: [400, 404, 429],
  })
  async file(
    @Param(new ZodPipe(fileParam)) param: z.infer<typeof fileParam>,
    @Query(new ZodPipe(fileQuery)) q: z.infer<typeof fileQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { span, format } = readName(param.file);
    const dataset = await this.datasets.get(param.dataset);
    requireFile(dataset, span, this.clock.now());
    const publication = this.publications.of(request);
    const page = pageOf(publication, dataset.id);
    const found = await this.rows.read(dataset, span);
    reply.header('cache-control', 'public, max-age=300');
    reply.header('link', `<${encodeURI(page)}/csv-metadata.json>; rel="describedby"; type="${CSVW_TYPE}"`);
    if (found.modified !== null) reply.header('last-modified', new Date(found.modified).toUTCString());
    reply.type(`${MEDIA_TYPES[format]}${format === 'csv' ? '; charset=utf-8' : ''}`);
    reply.header('content-disposition', `inline; filename="${dataset.id}_${span.name}.${format}"`);
    const head = { licence: publication.licence.url, dictionary: `${page}/dictionary.json` };
    const bytes = openFile(dataset, span, found, format, head);
    return format === 'csv' && q.bom === 'false' ? bytes.subarray(3) : bytes;
  }
}

function readName(file: string): { span: FileSpan; format: OpenFormat } {
  const [, name = '', ending] = /^(\d{4}(?:-\d{2})?)\.([a-z]+)$/.exec(file) ?? [];
  const format = OPEN_FORMATS.find((one) => one === ending);
  const span = spanNamed(name);
  if (span !== null && format !== undefined) return { span, format };
  throw new Problem(
    404,
    `no file ${file}: a file is a month or a year with one of the endings ${OPEN_FORMATS.join(', ')}, e.g. 2026-11.csv`,
  );
}

/** Problem 404 with what there is, and when there will be more. */
function requireFile({ id, files }: Dataset, span: FileSpan, now: number): void {
  if (files.some(({ name }) => name === span.name)) return;
  if (!isFinished(span, now)) {
    const due = formatLocal(span.to + FINAL_AFTER_MS);
    throw new Problem(404, `${span.name} is not finished; its values are final and published at ${due}`);
  }
  const own = files.filter(({ kind }) => kind === span.kind).map(({ name }) => name);
  const there = own.length === 0 ? `no ${span.kind} at all` : `${own.at(-1)} to ${own[0]}`;
  throw new Problem(404, `${id} has nothing published of ${span.name}; there is ${there}`);
}
