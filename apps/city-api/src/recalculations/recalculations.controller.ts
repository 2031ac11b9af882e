import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { DAY_MS, DOMAINS, HOUR_MS, periodEnd, recalculationUnits } from '@app/kpi';
import { type Recalculation, RecalculationRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { instantMs } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Definitions } from '../kpis/definitions.js';
import {
  type DifferenceView,
  differenceSchema,
  differenceView,
  recalculationInput,
  recalculationSchema,
  type RecalculationView,
  recalculationView,
} from './recalculation.schemas.js';

const MAX_SPAN_MS = 370 * DAY_MS;
/** A dry run that ends within this time is answered with its differences. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;
const FIRST_DIFFERENCES = 1000;

const param = z.object({ id: z.coerce.number().int().min(1) });
const listQuery = z.strictObject(pageQuery);
const CHANGE = {
  tag: 'recalculations',
  params: param,
  response: recalculationSchema,
  action: 'recalculations.write',
} as const;

/** Values of the past worked out anew from the windows, by the definitions and facts as they are now. */
@Controller('api/v1/recalculations')
export class RecalculationsController {
  constructor(
    private readonly recalculations: RecalculationRepository,
    private readonly definitions: Definitions,
    private readonly clock: Clock,
  ) {}

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'recalculations',
    summary: 'Work out the values of a span anew; a dry run only lists what would change',
    description:
      'KPIs of one measure family rest on the same station components and are worked out together, so that an area and ' +
      'its parent never disagree: `kpis` chooses the families, `kpis` and `areas` what a dry run lists. Final values that ' +
      'change become revisions with reason `recalculation` (`definition` under another version of it), signed ones a ' +
      'restatement proposal. A dry run that ends within 10 s is answered with its differences.',
    body: recalculationInput,
    response: recalculationSchema,
    status: 202,
    action: 'recalculations.write',
    problems: [400, 401, 403, 404],
  })
  async create(
    @Body(new ZodPipe(recalculationInput)) body: z.infer<typeof recalculationInput>,
  ): Promise<RecalculationView> {
    const [from, asked] = [instantMs(body.from), instantMs(body.to)];
    const to = Math.min(asked, periodEnd('hour', this.clock.now()));
    if (from >= to) throw new Problem(400, 'from: must lie before to, and in the past');
    if (to - from > MAX_SPAN_MS) throw new Problem(400, 'to: at most 370 days after from');
    const domains = this.domainsOf(body.kpis);
    const made = await this.recalculations.create({
      from: Math.floor(from / HOUR_MS) * HOUR_MS,
      to,
      scope: { domains, kpis: body.kpis ?? null, areas: body.areas ?? null },
      dryRun: body.dryRun,
      by: body.by,
      reason: body.reason,
      total: recalculationUnits(domains, from, to).length,
    });
    if (!body.dryRun) return recalculationView(made);
    const one = await this.ended(made);
    if (one.state !== 'done') return recalculationView(one);
    return recalculationView(one, (await this.listed(one.id)).slice(0, FIRST_DIFFERENCES));
  }

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'recalculations',
    summary: 'Recalculations, newest first, with their progress',
    query: listQuery,
    response: listOf(recalculationSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Promise<Page<RecalculationView>> {
    const all = await this.recalculations.list();
    return pageOf(
      all.map((one) => recalculationView(one)),
      q,
      (one) => String(one.id),
    );
  }

  @Get(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'recalculations',
    summary: 'One recalculation with its progress',
    params: param,
    response: recalculationSchema,
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async one(@Param(new ZodPipe(param)) { id }: z.infer<typeof param>): Promise<RecalculationView> {
    return recalculationView(await this.recalculations.get(id));
  }

  @Get(':id/differences')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'recalculations',
    summary: 'What a dry run found so far: at most 10,000 values, as they are and as they would be',
    params: param,
    query: listQuery,
    response: listOf(differenceSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async differences(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>,
  ): Promise<Page<DifferenceView>> {
    const keyOf = ({ after }: DifferenceView): string =>
      `${after.kpi}|${after.area}|${after.period}|${after.from}`;
    return pageOf(await this.listed(id), q, keyOf);
  }

  @Post(':id/stop')
  @UseGuards(AccessGuard)
  @ApiOperation({
    ...CHANGE,
    summary: 'Stop a recalculation; what was handed out already is still worked out',
    problems: [400, 401, 403, 404, 409],
    action: 'recalculations.write',
  })
  async stop(@Param(new ZodPipe(param)) { id }: z.infer<typeof param>): Promise<RecalculationView> {
    return recalculationView(await this.recalculations.turn(id, ['running'], 'stopped'));
  }

  @Post(':id/resume')
  @UseGuards(AccessGuard)
  @ApiOperation({
    ...CHANGE,
    summary: 'Go on with a stopped or failed recalculation where it was; a dry run begins anew',
    problems: [400, 401, 403, 404, 409],
    action: 'recalculations.write',
  })
  async resume(@Param(new ZodPipe(param)) { id }: z.infer<typeof param>): Promise<RecalculationView> {
    return recalculationView(await this.recalculations.turn(id, ['stopped', 'failed'], 'running'));
  }

  private domainsOf(kpis: readonly string[] | undefined): string[] {
    if (kpis === undefined) return [...DOMAINS.keys()];
    const members = kpis.flatMap((kpi) => {
      this.definitions.get(kpi);
      return this.definitions.catalogue.membersAt(kpi, this.clock.now());
    });
    if (members.length === 0) throw new Problem(400, 'kpis: none of them is computed yet');
    return [...new Set(members.map(({ domain }) => domain))];
  }

  private async listed(id: number): Promise<DifferenceView[]> {
    return (await this.recalculations.differences(id)).map(differenceView);
  }

  /** Waits for its end, but not for long. */
  private async ended(one: Recalculation): Promise<Recalculation> {
    const until = performance.now() + WAIT_MS;
    let now = one;
    while (now.state === 'running' && performance.now() < until) {
      await sleep(LOOK_EVERY_MS);
      now = await this.recalculations.get(one.id);
    }
    return now;
  }
}
