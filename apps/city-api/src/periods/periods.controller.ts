import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { Clock } from '@app/config';
import { FINAL_AFTER_MS, formatLocal, periodEnd, periodStart } from '@app/kpi';
import { InventoryCache, type SignedSpan, SigningRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { AskedBy } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { instantMs } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import {
  checkInput,
  periodParam,
  signatureSchema,
  type SignatureView,
  signatureView,
  signInput,
} from './period.schemas.js';

const listQuery = z.strictObject(pageQuery);

/** Signing: one person signs a period's values, another one checks them, and from then on they stand. */
@Controller('api/v1/periods')
export class PeriodsController {
  constructor(
    private readonly signing: SigningRepository,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly clock: Clock,
    private readonly scope: Scope,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'periods',
    summary: 'Signed periods, checked or waiting for the check',
    query: listQuery,
    response: listOf(signatureSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Promise<Page<SignatureView>> {
    return pageOf((await this.signing.list()).map(signatureView), q, (one) => String(one.id));
  }

  @Post(':period/:from/sign')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'periods',
    summary: 'Sign the values of a final period; nothing is frozen before another person has checked them',
    params: periodParam,
    body: signInput,
    response: signatureSchema,
    action: 'periods.sign',
    problems: [400, 401, 403, 404, 409],
  })
  async sign(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(periodParam)) param: z.infer<typeof periodParam>,
    @Body(new ZodPipe(signInput)) body: z.infer<typeof signInput>,
  ): Promise<SignatureView> {
    const span = this.spanOf(param, body);
    this.scope.requireArea(caller, 'periods.sign', body.area ?? null, span.set);
    if (this.clock.now() < span.to + FINAL_AFTER_MS) {
      const at = formatLocal(span.to + FINAL_AFTER_MS);
      throw new Problem(409, `from: the period becomes final at ${at}; it can be signed then`);
    }
    return signatureView(await this.signing.sign(span, body.by, body.note));
  }

  @Post(':period/:from/check')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'periods',
    summary: 'Check what another person signed: its values, of shorter periods too, are frozen',
    description:
      'A later change of one of them becomes a restatement proposal (/api/v1/restatements), which somebody accepts or ' +
      'refuses with a reason. The person who signed is refused.',
    params: periodParam,
    body: checkInput,
    response: signatureSchema,
    action: 'periods.check',
    problems: [400, 401, 403, 404, 409],
  })
  async check(
    @AskedBy() caller: Caller,
    @Param(new ZodPipe(periodParam)) param: z.infer<typeof periodParam>,
    @Body(new ZodPipe(checkInput)) body: z.infer<typeof checkInput>,
  ): Promise<SignatureView> {
    const span = this.spanOf(param, body);
    this.scope.requireArea(caller, 'periods.check', body.area ?? null, span.set);
    const checked = await this.signing.check(span, body.by);
    await this.cache.refresh();
    return signatureView(checked);
  }

  private spanOf(
    param: z.infer<typeof periodParam>,
    body: { readonly reportingSet?: string | undefined; readonly area?: string | undefined },
  ): SignedSpan {
    const set = this.places.set(body.reportingSet);
    if (body.area !== undefined) this.places.requireArea(body.area, set);
    const from = periodStart(param.period, instantMs(param.from));
    return { set, area: body.area ?? '', period: param.period, from, to: periodEnd(param.period, from) };
  }
}
