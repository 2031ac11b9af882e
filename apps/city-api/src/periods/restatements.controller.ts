import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { RestatementRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import {
  decisionInput,
  type RestatedView,
  restatedSchema,
  restatedView,
  restatementSchema,
  type RestatementView,
  restatementView,
} from './period.schemas.js';

const param = z.object({ id: z.coerce.number().int().min(1) });
const listQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(['proposed', 'accepted', 'refused', 'withdrawn']).optional(),
});
const valuesQuery = z.strictObject(pageQuery);
const DECISION = {
  tag: 'periods',
  params: param,
  body: decisionInput,
  response: restatementSchema,
  action: 'periods.check',
  problems: [400, 401, 404, 409],
} as const;

/** Values of signed periods that have come out differently since. */
@Controller('api/v1/restatements')
export class RestatementsController {
  constructor(
    private readonly restatements: RestatementRepository,
    private readonly scope: Scope,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'periods',
    summary: 'Proposals to change values of signed periods, newest first',
    query: listQuery,
    response: listOf(restatementSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Promise<Page<RestatementView>> {
    const all = await this.restatements.list();
    return pageOf(
      all.filter(({ state }) => q.state === undefined || state === q.state).map(restatementView),
      q,
      (one) => String(one.id),
    );
  }

  @Get(':id/values')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'periods',
    summary: 'Each value in question: as signed, as it would be, and why',
    params: param,
    query: valuesQuery,
    response: listOf(restatedSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async values(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(valuesQuery)) q: z.infer<typeof valuesQuery>,
  ): Promise<Page<RestatedView>> {
    const cells = await this.restatements.cells(id);
    const keyOf = ({ before }: RestatedView): string =>
      `${before.kpi}|${before.area}|${before.period}|${before.from}`;
    return pageOf(cells.map(restatedView), q, keyOf);
  }

  @Post(':id/accept')
  @UseGuards(AccessGuard)
  @ApiOperation({ ...DECISION, summary: 'Accept: the values become revisions with reason `restatement`' })
  async accept(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Body(new ZodPipe(decisionInput)) { by, reason }: z.infer<typeof decisionInput>,
  ): Promise<RestatementView> {
    this.scope.requireEverywhere(caller, 'periods.check');
    return restatementView(await this.restatements.decide(id, 'accepted', by, reason));
  }

  @Post(':id/refuse')
  @UseGuards(AccessGuard)
  @ApiOperation({
    ...DECISION,
    summary: 'Refuse: what was signed stands, and these values are not proposed again',
  })
  async refuse(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Body(new ZodPipe(decisionInput)) { by, reason }: z.infer<typeof decisionInput>,
  ): Promise<RestatementView> {
    this.scope.requireEverywhere(caller, 'periods.check');
    return restatementView(await this.restatements.decide(id, 'refused', by, reason));
  }
}
