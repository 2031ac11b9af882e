import { z } from 'zod';
import { filterFields, kindsField } from './feed-filter.js';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const lastEventId = z
  .string()
  .max(64)
  .optional()
  .describe('resume after this id; for readers that can set no header `Last-Event-ID`');

/** Query of the WebSocket: any of it makes a first subscription. */
export const socketQuery = z.strictObject({
  ...filterFields,
  lastEventId,
  state: flag.describe('tell first how everything stands, then `caught-up`'),
});

/** Query of the event stream. */
export const feedQuery = socketQuery.extend({ type: kindsField('older name of `events`') });
