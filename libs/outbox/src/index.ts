export { OutboxLoop, PermanentFailure } from './outbox-loop.js';
export type { OutboxChannel, OutboxParts } from './outbox-loop.js';
