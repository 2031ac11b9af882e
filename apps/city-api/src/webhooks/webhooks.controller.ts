import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { type NewWebhook, WebhookDeliveryRepository, WebhookRepository } from '@app/registry';
import type { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { AddressRefused } from './sending/addresses.js';
import { newSecret } from './sending/sign.js';
import { WebhookSender } from './sending/webhook-sender.js';
import {
  idParam,
  webhookInput,
  webhookSchema,
  webhooksQuery,
  webhookView,
  type WebhookView,
  withSecretSchema,
} from './webhook.schemas.js';

const COMMON = { tag: 'webhooks', admin: true, action: 'webhooks.write' } as const;
const problems = [400, 401, 403, 404];

/** Who is told of KPI values, alarms and devices outside, by signed HTTP requests. */
@Controller('api/v1/webhooks')
@UseGuards(AccessGuard)
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly sender: WebhookSender,
  ) {}

  @Get()
  @ApiOperation({
    ...COMMON,
    summary: 'Webhooks and how they fare',
    query: webhooksQuery,
    response: listOf(webhookSchema),
    problems: [400, 401, 403],
  })
  async list(
    @Query(new ZodPipe(webhooksQuery)) q: z.infer<typeof webhooksQuery>,
  ): Promise<Page<WebhookView>> {
    const [all, waiting] = await Promise.all([this.webhooks.list(), this.deliveries.waiting()]);
    return pageOf(
      all.map((one) => webhookView(one, waiting.get(one.id) ?? 0)),
      q,
      ({ id }) => String(id),
    );
  }

  @Get(':id')
  @ApiOperation({
    ...COMMON,
    summary: 'A webhook and how it fares',
    params: idParam,
    response: webhookSchema,
    problems,
  })
  async get(@Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>): Promise<WebhookView> {
    const [found, waiting] = await Promise.all([this.webhooks.get(id), this.deliveries.waiting()]);
    return webhookView(found, waiting.get(id) ?? 0);
  }

  @Post()
  @ApiOperation({
    ...COMMON,
    summary: 'Add a webhook; its secret is shown this once',
    description:
      'Events are CloudEvents 1.0 (structured JSON): `vn.nhippho.kpi.updated`, ' +
      '`vn.nhippho.alarm.opened|changed|acknowledged|resolved`, `vn.nhippho.device.changed`. Signed by Standard Webhooks: ' +
      '`webhook-signature: v1,` and base64 of HMAC-SHA-256 over `webhook-id.webhook-timestamp.body`. Answer 2xx within ' +
      '10 s; whatever else is tried again for a day, with growing pauses, and order is not promised. A webhook through ' +
      'which nothing got for three days is disabled.',
    body: webhookInput,
    response: withSecretSchema,
    status: 201,
    problems: [400, 401, 403, 409],
  })
  async add(
    @Body(new ZodPipe(webhookInput)) body: z.infer<typeof webhookInput>,
  ): Promise<z.infer<typeof withSecretSchema>> {
    const secret = newSecret();
    return { ...webhookView(await this.webhooks.add(this.checked(body), secret), 0), secret };
  }

  @Put(':id')
  @ApiOperation({
    ...COMMON,
    summary: 'Change a webhook; puts a disabled one back into service',
    params: idParam,
    body: webhookInput,
    response: webhookSchema,
    problems,
  })
  async change(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(webhookInput)) body: z.infer<typeof webhookInput>,
  ): Promise<WebhookView> {
    const changed = await this.webhooks.change(id, this.checked(body));
    return webhookView(changed, (await this.deliveries.waiting()).get(id) ?? 0);
  }

  @Post(':id/secret')
  @ApiOperation({
    ...COMMON,
    summary: 'Another secret; the one before signs too for a day',
    params: idParam,
    response: withSecretSchema,
    problems,
  })
  async renew(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
  ): Promise<z.infer<typeof withSecretSchema>> {
    const secret = newSecret();
    const renewed = await this.webhooks.renew(id, secret);
    return { ...webhookView(renewed, (await this.deliveries.waiting()).get(id) ?? 0), secret };
  }

  @Delete(':id')
  @ApiOperation({
    ...COMMON,
    summary: 'Remove a webhook and its deliveries',
    params: idParam,
    status: 204,
    problems,
  })
  async remove(@Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>): Promise<void> {
    await this.webhooks.remove(id);
  }

  private checked({ name, url, state, ...wants }: z.infer<typeof webhookInput>): NewWebhook {
    try {
      this.sender.addresses.check(new URL(url).hostname);
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      throw new Problem(400, `url: ${error.message}`, [{ path: 'url', message: error.message }]);
    }
    return { name, url, state, wants };
  }
}
