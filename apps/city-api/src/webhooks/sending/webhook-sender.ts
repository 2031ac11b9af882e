import { Injectable } from '@nestjs/common';
import { AppConfig, Clock } from '@app/config';
import type { Webhook } from '@app/registry';
import { VERSION } from '@app/service';
import { CLOUD_EVENT_TYPE } from '../cloud-event.js';
import { Addresses } from './addresses.js';
import { type Answered, send } from './send.js';
import { signatureHeaders } from './sign.js';

/** A receiver that has not answered after so long is tried again later. */
export const TIMEOUT_MS = 10_000;

/** Sends one event to one webhook, signed. */
@Injectable()
export class WebhookSender {
  readonly addresses: Addresses;

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.addresses = new Addresses(config.webhookAllow);
  }

  /** @param id of the delivery: the same at each attempt, so that a receiver can tell a repeat */
  attempt(
    webhook: Pick<Webhook, 'url' | 'secrets'>,
    id: string,
    event: unknown,
    signal: AbortSignal,
  ): Promise<Answered> {
    const body = JSON.stringify(event);
    const now = (): number => this.clock.now();
    const headers = {
      'content-type': CLOUD_EVENT_TYPE,
      'user-agent': `NhipPho/${VERSION}`,
      ...signatureHeaders(id, now(), body, webhook.secrets),
    };
    const timed = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    return send({ url: webhook.url, headers, body }, this.addresses, timed, now);
  }
}
