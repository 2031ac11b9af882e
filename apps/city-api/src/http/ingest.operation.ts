import { z } from 'zod';
import type { Operation } from './operation.js';

const reading = z
  .looseObject({
    ts: z.union([z.string(), z.number()]).describe("RFC 3339; with `period` the interval's end"),
    period: z.number().positive().optional().describe('seconds'),
    lane: z.number().int().optional(),
    device: z.string().optional().describe('for gateways only: the device that the reading is of'),
  })
  .meta({
    id: 'Reading',
    description: "beside these, the measures of the device's family: see /api/v1/measures",
  });

/** The ingest as the API's document shows it; the gateway serves it, in one process with the API or alone. */
export const INGEST_OPERATION: Operation = {
  tag: 'ingest',
  summary: 'Take one reading or an array; 202 once they are durably stored in the log',
  description: 'Basic authentication with id and credential. At most 1 MB. Bad readings are judged later.',
  body: z.union([reading, z.array(reading)]),
  response: z.object({ received: z.number().int() }),
  status: 202,
  device: true,
  problems: [401, 408, 413, 415, 429, 503],
};
