import { REJECT_REASONS } from '@app/contracts';
import { mappingSchema } from '@app/telemetry';
import { z } from 'zod';
import { person } from '../http/person.js';
import { requiredInstant, spanQuery } from '../http/span.js';

const reason = z.enum(REJECT_REASONS);
const device = z.string().min(1).max(64);

export const summaryQuery = z.strictObject({
  ...spanQuery,
  device: device.optional(),
  reason: reason.optional(),
});

export const summarySchema = z
  .object({
    device: z.string(),
    reason,
    rejected: z.number().int().meta({ description: 'readings, as the ledger counts them by hour' }),
    listed: z.number().int().meta({
      description: 'rows of /api/v1/rejected: at most 100 an hour; also measures dropped of stored readings',
    }),
    waiting: z.number().int().meta({ description: 'of the listed, those that have not been replayed' }),
    first: z.string().nullable(),
    last: z.string().nullable(),
    detail: z.string().nullable().meta({ description: 'of the last one' }),
  })
  .meta({ id: 'RejectedSummary' });

export const tryInput = z
  .strictObject({
    device: device.optional().describe('only its messages; needed where a mapping is tried'),
    reason: reason.optional(),
    limit: z.number().int().min(1).max(20).default(20).describe('messages, the newest first'),
    codec: z.string().min(1).max(64).optional().describe('decode by this codec instead of the device’s own'),
    mapping: mappingSchema.optional().describe('decode by this mapping, which need not be registered'),
  })
  .refine(({ codec, mapping }) => codec === undefined || mapping === undefined, 'either a codec or a mapping')
  .refine(({ mapping, device }) => mapping === undefined || device !== undefined, {
    message: 'device: a mapping is tried on messages of one device',
    path: ['device'],
  })
  .meta({ id: 'TryInput' });

const faultSchema = z.object({
  index: z.number().int().nullable().meta({ description: 'element of the message; null: all of it' }),
  whole: z.boolean().meta({ description: 'false: only a measure would be dropped' }),
  reason,
  detail: z.string(),
});

const decodedSchema = z.object({
  index: z.number().int(),
  from: z.string(),
  to: z.string(),
  lane: z.string(),
  values: z.record(z.string(), z.number()).meta({ description: 'by measure, in the unit of the catalogue' }),
});

export const triedSchema = z
  .object({
    position: z.string().meta({ description: 'partition:offset:index in the log' }),
    at: z.string(),
    device: z.string(),
    before: z.object({ reason, detail: z.string() }).meta({ description: 'why it was rejected' }),
    outcome: z.enum(['stored', 'partly', 'rejected', 'gone']).meta({
      description: 'what a replay would bring; `gone`: the message is kept no more, or never was',
    }),
    count: z.number().int().meta({ description: 'readings in the message' }),
    readings: z.array(decodedSchema).meta({ description: 'that would be stored; the first 20' }),
    faults: z.array(faultSchema).meta({ description: 'what would not; the first 20' }),
  })
  .meta({ id: 'TriedMessage' });

export const trySchema = z
  .object({
    items: z.array(triedSchema),
    outcomes: z.record(z.string(), z.number().int()).meta({ description: 'messages by outcome' }),
  })
  .meta({ id: 'TryResult' });

export const replayManyInput = z
  .strictObject({
    device: device.optional(),
    reason: reason.optional(),
    from: requiredInstant.optional().describe('arrival; default: all that is listed'),
    to: requiredInstant.optional().describe('arrival, exclusive; default: now'),
    by: person.optional().describe('default: who is signed in'),
  })
  .refine(({ device, reason }) => device !== undefined || reason !== undefined, 'a device or a reason')
  .meta({ id: 'ReplayManyInput' });

export const replaySchema = z
  .object({
    id: z.number().int(),
    device: z.string().nullable(),
    reason: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    by: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    scanned: z.number().int().meta({ description: 'records of the rejected topic that it has looked at' }),
    total: z.number().int().meta({ description: 'records that it looks at in all' }),
    replayed: z.number().int().meta({ description: 'messages that are durable in the log again' }),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'ReplayProgress' });
