import { z } from 'zod';

export const HEALTHS = ['live', 'late', 'silent', 'never', 'frozen', 'flapping'] as const;

export const healthSchema = z
  .object({
    device: z.string(),
    health: z.enum(HEALTHS).meta({
      description:
        'frozen: it reports one value over and over; flapping: it came and went four times within the hour',
    }),
    ageS: z.number().int().nullable().meta({ description: 'seconds since the end of its newest reading' }),
    frozen: z.array(z.string()).meta({ description: 'measures whose value stands still' }),
    changes: z.array(z.string()).meta({ description: 'when its freshness changed within the last hour' }),
    today: z.object({
      received: z.number().int(),
      rejected: z
        .record(z.string(), z.number().int())
        .meta({ description: 'readings by reason, since local midnight' }),
    }),
  })
  .meta({ id: 'DeviceHealth' });

export const lastPayloadSchema = z
  .object({
    device: z.string(),
    at: z.string().meta({ description: 'arrival' }),
    topic: z.string(),
    inlet: z.string(),
    contentType: z.string().nullable(),
    refused: z
      .string()
      .nullable()
      .meta({ description: 'why the gateway refused it; the payload was not kept then' }),
    size: z.number().int().meta({ description: 'bytes of the whole payload' }),
    bytes: z.string().meta({ description: 'base64, at most 64 kB' }),
    text: z.string().nullable().meta({ description: 'the same as text, where it is UTF-8' }),
  })
  .meta({ id: 'LastPayload' });
