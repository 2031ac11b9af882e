import { ALARM_STATES, alarmItemSchema, alarmStateSchema, SEVERITIES, severitySchema } from '@app/contracts';
import { z } from 'zod';
import { pageQuery } from '../http/list.js';
import { many } from '../http/many.js';
import { person, reasonText } from '../http/person.js';
import { spanQuery } from '../http/span.js';

/** Several of a fixed set, separated by commas or repeated. */
function someOf<T extends string>(
  schema: z.ZodEnum<{ [K in T]: K }>,
  all: readonly T[],
): z.ZodType<readonly T[]> {
  return many(all.length, `of ${all.join(', ')}; several by commas`).pipe(z.array(schema));
}

export const alarmsQuery = z.strictObject({
  ...pageQuery,
  ...spanQuery,
  state: someOf(alarmStateSchema, ALARM_STATES),
  severity: someOf(severitySchema, SEVERITIES),
  area: z
    .string()
    .max(64)
    .optional()
    .describe('code in the active reporting set; what lies in it is included'),
  rule: many(50, 'ids of rules'),
  parent: z.coerce.number().int().min(1).optional().describe('only what is under this root alarm'),
  roots: z.enum(['true', 'false']).default('false').describe('leave out what is under a root alarm'),
});

export const alarmParam = z.object({ id: z.coerce.number().int().min(1) });

const note = reasonText.nullable().default(null).describe('a note for the history');
export const acknowledgeInput = z.strictObject({ by: person, note }).meta({ id: 'AlarmAcknowledgement' });
export const assignInput = z
  .strictObject({
    by: person,
    assignee: person.nullable().describe('who looks after it; null: nobody'),
    note,
  })
  .meta({ id: 'AlarmAssignment' });
export const commentInput = z.strictObject({ by: person, note: reasonText }).meta({ id: 'AlarmComment' });
export const resolveInput = z
  .strictObject({ by: person, note: reasonText.describe('why it is over, though its condition may go on') })
  .meta({ id: 'AlarmResolution' });

export const alarmWithHistory = alarmItemSchema
  .extend({
    history: z.array(
      z.object({
        at: z.iso.datetime({ offset: true }),
        who: z.string().nullable().meta({ description: 'null: the rules' }),
        what: z.string().meta({
          description:
            'opened, reopened, revised, resolved, withdrawn, notified, quiet, acknowledged, assigned, commented',
        }),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'AlarmWithHistory' });
export type AlarmView = z.infer<typeof alarmWithHistory>;
