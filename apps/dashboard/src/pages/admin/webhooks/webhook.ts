import type { Schemas } from '@app/api-client';

export type Webhook = Schemas['Webhook'];
export type NewWebhook = Schemas['WebhookWithSecret'];
export type Answer = Schemas['WebhookAnswer'];
export type Delivery = Schemas['WebhookDelivery'];

export const EVENTS = ['kpi', 'alarm', 'device'] as const;
export const FINALITIES = ['provisional', 'final', 'signed'] as const;
