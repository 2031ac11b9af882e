import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { WebhookDeliveryRepository, WebhookRepository } from '@app/registry';
import type { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { testEvent } from './cloud-event.js';
import { WebhookSender } from './sending/webhook-sender.js';
import {
  answerSchema,
  deliveriesQuery,
  deliveryParam,
  deliverySchema,
  deliveryView,
  type DeliveryView,
  idParam,
} from './webhook.schemas.js';
import { WebhookDispatcher } from './webhook-dispatcher.js';

const COMMON = {
  tag: 'webhooks',
  admin: true,
  action: 'webhooks.write',
  problems: [400, 401, 403, 404],
} as const;

/** What was sent to a webhook, and what it said. */
@Controller('api/v1/webhooks/:id')
@UseGuards(AccessGuard)
export class WebhookDeliveriesController {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly sender: WebhookSender,
    private readonly dispatcher: WebhookDispatcher,
    private readonly clock: Clock,
  ) {}

  @Get('deliveries')
  @ApiOperation({
    ...COMMON,
    summary: 'Deliveries of the last days, newest first, with the last answer',
    params: idParam,
    query: deliveriesQuery,
    response: listOf(deliverySchema),
  })
  async list(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Query(new ZodPipe(deliveriesQuery)) q: z.infer<typeof deliveriesQuery>,
  ): Promise<Page<DeliveryView>> {
    await this.webhooks.get(id);
    const before = q.after === undefined ? null : Number(q.after);
    const found = await this.deliveries.list(id, { state: q.state ?? null, before, limit: q.limit + 1 });
    const items = found.slice(0, q.limit).map(deliveryView);
    return { items, next: found.length > q.limit ? String(items.at(-1)?.id) : null };
  }

  @Post('deliveries/:delivery/redeliver')
  @ApiOperation({
    ...COMMON,
    summary: 'Deliver again what was delivered or given up',
    params: deliveryParam,
    response: deliverySchema,
    problems: [...COMMON.problems, 409],
  })
  async again(
    @Param(new ZodPipe(deliveryParam)) { id, delivery }: z.infer<typeof deliveryParam>,
  ): Promise<DeliveryView> {
    const row = await this.deliveries.again(id, delivery, this.clock.now());
    this.dispatcher.wake();
    return deliveryView(row);
  }

  @Post('test')
  @ApiOperation({
    ...COMMON,
    summary: 'Send a test event now, and see the answer',
    params: idParam,
    response: answerSchema,
  })
  async test(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
  ): Promise<z.infer<typeof answerSchema>> {
    const webhook = await this.webhooks.get(id);
    const event = testEvent(randomUUID(), webhook.name, this.clock.now());
    const never = new AbortController().signal;
    const { retryAfterMs: _, ...answer } = await this.sender.attempt(
      webhook,
      `${id}:${event.id}`,
      event,
      never,
    );
    return { ...answer, at: formatLocal(answer.at) };
  }
}
