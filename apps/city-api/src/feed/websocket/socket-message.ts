import { z } from 'zod';
import { filterFields } from '../feed-filter.js';

const name = z.string().min(1).max(64).default('default');

/** What a reader may say. */
const socketMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    name,
    ...filterFields,
    lastEventId: z
      .union([z.number().int().min(0), z.string().max(64)])
      .transform(String)
      .optional(),
    state: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('unsubscribe'), name }),
]);

export type SocketMessage = z.infer<typeof socketMessage>;

/** Reads a message; a text says what is wrong with it. */
export function readSocketMessage(text: string): SocketMessage | string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return 'send JSON: {"type":"subscribe","events":["kpi"],"area":["718"]}';
  }
  const parsed = socketMessage.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') return `unknown: ${issue.keys.join(', ')}`;
  return `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'not valid'}`;
}
