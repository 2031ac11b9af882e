import { Controller, Get, Header, Param, Query, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { OpenDatasets } from './data/datasets.js';
import { OpenRowReader } from './data/open-rows.js';
import { statementOf } from './data/statement.js';
import { datasetParam, type LangQuery, langQuery } from './open-data.schemas.js';
import { datasetPage } from './page/dataset-page.js';
import { homePage } from './page/home.js';
import { Look } from './page/look.js';
import { Publications } from './publication.js';

const HTML = 'text/html; charset=utf-8';
const CACHED = 'public, max-age=60';

/** Pages of the open data: no script, no identity. */
@Controller('open-data')
@UseGuards(AccessGuard)
export class OpenDataController {
  constructor(
    private readonly datasets: OpenDatasets,
    private readonly rows: OpenRowReader,
    private readonly publications: Publications,
    private readonly look: Look,
  ) {}

  @Get()
  @Header('content-type', HTML)
  @Header('cache-control', CACHED)
  @ApiOperation({
    tag: 'open data',
    summary: 'Page of all open datasets',
    query: langQuery,
    produces: 'text/html',
    action: 'any',
    problems: [400, 429],
  })
  async home(
    @Query(new ZodPipe(langQuery)) { lang }: LangQuery,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    return homePage(await this.datasets.list(), this.publications.of(request), lang, this.look);
  }

  @Get(':dataset')
  @Header('content-type', HTML)
  @Header('cache-control', CACHED)
  @ApiOperation({
    tag: 'open data',
    summary: 'Page of one dataset: method, quality, files, data dictionary',
    params: datasetParam,
    query: langQuery,
    produces: 'text/html',
    action: 'any',
    problems: [400, 404, 429],
  })
  async dataset(
    @Param(new ZodPipe(datasetParam)) { dataset: id }: z.infer<typeof datasetParam>,
    @Query(new ZodPipe(langQuery)) { lang }: LangQuery,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const dataset = await this.datasets.get(id);
    const [newest] = dataset.files;
    const found = newest === undefined ? null : await this.rows.read(dataset, newest);
    const statement = found === null ? null : statementOf(found.rows, found.notFinal);
    return datasetPage({ dataset, publication: this.publications.of(request), statement }, lang, this.look);
  }
}
