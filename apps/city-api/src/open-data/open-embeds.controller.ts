import { Controller, Get, Header, Param, Query, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { escapeMarkup } from '../http/escape.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Courses } from './courses.js';
import { badgeParam, badgeQuery, embedParam, embedQuery } from './open-data.schemas.js';
import { badgeSvg } from './page/badge.js';
import { chartSvg, chartTable } from './page/chart.js';
import { Look } from './page/look.js';
import { documentOf } from './page/shell.js';
import { numberIn, periodIn, standing, text } from './page/texts.js';
import { homeOf, Publications } from './publication.js';

const SVG = 'image/svg+xml; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const CACHED = 'public, max-age=300';
/** A badge looks this many periods back for a value. */
const BADGE_PERIODS = 40;

/** A KPI for other sites' pages. */
@Controller('open-data')
@UseGuards(AccessGuard)
export class OpenEmbedsController {
  constructor(
    private readonly courses: Courses,
    private readonly publications: Publications,
    private readonly look: Look,
  ) {}

  @Get('badge/:file')
  @Header('content-type', SVG)
  @Header('cache-control', CACHED)
  @ApiOperation({
    tag: 'open data',
    summary: "A KPI's newest final value as an SVG badge",
    params: badgeParam,
    query: badgeQuery,
    produces: 'image/svg+xml',
    action: 'any',
    problems: [400, 404, 429],
  })
  async badge(
    @Param(new ZodPipe(badgeParam)) { file }: z.infer<typeof badgeParam>,
    @Query(new ZodPipe(badgeQuery)) q: z.infer<typeof badgeQuery>,
  ): Promise<string> {
    const course = await this.courses.read({ ...q, kpi: file.slice(0, -'.svg'.length), n: BADGE_PERIODS });
    const newest = course.items.findLast(({ value }) => value !== null);
    const value = newest?.value ?? null;
    if (newest === undefined || value === null)
      return badgeSvg({
        label: course.title,
        value: text(q.lang, 'noValue'),
        when: '',
        quality: 'insufficient',
      });
    return badgeSvg({
      label: course.title,
      value: [numberIn(q.lang, value, course.decimals), course.unit].filter((part) => part !== '').join(' '),
      when: `${periodIn(q.lang, course.period, newest.from)}, ${standing(q.lang, newest)}`,
      quality: newest.quality,
    });
  }

  @Get('embed/:kpi')
  @Header('content-type', HTML)
  @Header('cache-control', CACHED)
  @ApiOperation({
    tag: 'open data',
    summary: 'Course of a KPI as a small page for an iframe: a chart and its table, without script',
    params: embedParam,
    query: embedQuery,
    produces: 'text/html',
    action: 'any',
    problems: [400, 404, 429],
  })
  async embed(
    @Param(new ZodPipe(embedParam)) { kpi }: z.infer<typeof embedParam>,
    @Query(new ZodPipe(embedQuery)) q: z.infer<typeof embedQuery>,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const { lang } = q;
    const course = await this.courses.read({ ...q, kpi });
    const { title, unit, period, decimals, items } = course;
    const publication = this.publications.of(request);
    const newest = items.findLast(({ value }) => value !== null);
    const now =
      newest === undefined
        ? `<p class="empty">${text(lang, 'noValue')}</p>`
        : `<p><span class="now">${numberIn(lang, newest.value ?? 0, decimals)} ${escapeMarkup(unit)}</span> <span class="muted">${periodIn(lang, period, newest.from)}, ${standing(lang, newest)}</span></p>`;
    const page = `${homeOf(publication)}/${escapeMarkup(kpi.split('.')[0] ?? kpi)}?lang=${lang}`;
    const body = `<main class="framed"><h1>${escapeMarkup(title)}</h1>${now}${chartSvg(course, lang)}
<details><summary>${text(lang, 'table')}</summary>${chartTable(course, lang)}</details>
<p class="sub"><a href="${escapeMarkup(page)}" target="_blank" rel="noopener">${escapeMarkup(publication.publisher)}</a> · <a href="${escapeMarkup(publication.licence.url)}" target="_blank" rel="license noopener">${escapeMarkup(publication.licence.name)}</a></p></main>`;
    return documentOf({ lang, title, look: this.look, body });
  }
}
