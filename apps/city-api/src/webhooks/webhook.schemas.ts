import { formatLocal } from '@app/kpi';
import type { Webhook, WebhookDelivery } from '@app/registry';
import { z } from 'zod';
import { pageQuery } from '../http/list.js';
import { wantsSchema } from './webhook-wants.js';

const time = z.iso.datetime({ offset: true });
const url = z
  .url({ protocol: /^https?$/, error: 'an address such as https://receiver.example.vn/nhippho' })
  .max(2000)
  .refine((text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '', {
    error: 'no user or password in the address; the signature says who sends',
  })
  .describe('http or https; only of the public internet unless NHIPPHO_WEBHOOK_ALLOW lists it');

export const webhookInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .transform((text) => text.normalize('NFC')),
  url,
  ...wantsSchema.shape,
  state: z.enum(['active', 'paused']).default('active'),
});

export const webhookSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    url: z.string(),
    ...wantsSchema.shape,
    state: z.enum(['active', 'paused', 'disabled']),
    reason: z.string().nullable().meta({ description: 'why it was disabled' }),
    failingSince: time.nullable().meta({ description: 'since when no delivery got through' }),
    succeededAt: time.nullable().meta({ description: 'when the last delivery got through' }),
    waiting: z.number().int().meta({ description: 'deliveries that wait' }),
    dropped: z.number().int().meta({ description: 'events left out because too many waited' }),
    createdAt: time,
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.infer<typeof webhookSchema>;

export const withSecretSchema = webhookSchema
  .extend({ secret: z.string().meta({ description: 'to check signatures with; shown this once' }) })
  .meta({ id: 'WebhookWithSecret' });

export const answerSchema = z
  .object({
    at: time,
    status: z.number().int().nullable().meta({ description: 'HTTP status; null without an answer' }),
    tookMs: z.number(),
    error: z.string().nullable(),
    body: z.string().meta({ description: 'beginning of what the receiver said' }),
  })
  .meta({ id: 'WebhookAnswer' });

export const deliverySchema = z
  .object({
    id: z.number().int(),
    state: z.enum(['waiting', 'sent', 'failed']),
    attempts: z.number().int(),
    madeAt: time,
    dueAt: time.meta({ description: 'when it is tried next, while it waits' }),
    doneAt: time.nullable(),
    error: z.string().nullable(),
    answer: answerSchema.nullable().meta({ description: 'of the newest attempt' }),
    event: z.record(z.string(), z.unknown()).meta({ description: 'the CloudEvent as it is sent' }),
  })
  .meta({ id: 'WebhookDelivery' });
export type DeliveryView = z.infer<typeof deliverySchema>;

export const idParam = z.object({ id: z.coerce.number().int().min(1) });
export const deliveryParam = idParam.extend({ delivery: z.coerce.number().int().min(1) });
export const webhooksQuery = z.strictObject(pageQuery);
export const deliveriesQuery = z.strictObject({
  state: z.enum(['waiting', 'sent', 'failed']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'take it from `next` of the page before')
    .optional(),
});

export function webhookView(webhook: Webhook, waiting: number): WebhookView {
  const { secrets: _, wants, createdAt, failingSince, succeededAt, ...rest } = webhook;
  return {
    ...rest,
    ...wantsSchema.parse(wants),
    failingSince: local(failingSince),
    succeededAt: local(succeededAt),
    waiting,
    createdAt: formatLocal(createdAt),
  };
}

export function deliveryView(delivery: WebhookDelivery): DeliveryView {
  const { id, state, attempts, madeAt, dueAt, doneAt, error, answer, body } = delivery;
  return {
    id,
    state,
    attempts,
    madeAt: formatLocal(madeAt),
    dueAt: formatLocal(dueAt),
    doneAt: local(doneAt),
    error,
    answer: answer && { ...answer, at: formatLocal(answer.at) },
    event: body as Record<string, unknown>,
  };
}

function local(at: number | null): string | null {
  return at === null ? null : formatLocal(at);
}
