import { kpiItemSchema, periodSchema } from '@app/contracts';
import { z } from 'zod';
import { requiredInstant } from '../http/span.js';

export const lineageQuery = z.strictObject({
  area: z.string().max(64).describe("area code, or a station's id"),
  period: periodSchema,
  from: requiredInstant.describe('a moment in the period; usually its start'),
  reportingSet: z.string().max(64).optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

const readingsSchema = z.object({
  device: z.string(),
  lanes: z.array(z.number()),
  windows: z.string().meta({ description: 'query for its stored 5-minute windows' }),
  points: z.string().meta({ description: 'query for its stored readings, one measure; others likewise' }),
  measures: z.array(z.string()),
  log: z
    .object({
      topic: z.string(),
      partition: z.number().int(),
      from: z.number().int(),
      to: z.number().int().meta({ description: 'exclusive' }),
      exact: z.boolean().meta({
        description: 'false: of the first and last reading by time; late ones may stand after it',
      }),
      kept: z.boolean().meta({ description: 'false: the log has dropped the oldest of it' }),
    })
    .nullable()
    .meta({ description: 'where its messages stand in the log; null: no reading is stored any more' }),
});

const stationSchema = z.object({
  station: z.string(),
  name: z.string(),
  area: z.string().nullable().meta({ description: 'innermost area of the set that it lay in then' }),
  /** Sums over the period by role in the formula. */
  components: z.record(z.string(), z.number()),
  facts: z.array(z.object({ key: z.string(), value: z.unknown(), validFrom: z.string().nullable() })),
  devices: z.array(readingsSchema),
});

export const lineageSchema = z
  .object({
    item: kpiItemSchema.nullable().meta({ description: 'the value as published; null: none yet' }),
    recomputed: z.number().nullable().meta({ description: 'what the inputs come to now' }),
    definition: z.object({
      id: z.string(),
      version: z.number().int(),
      formula: z.string(),
      method: z.string().nullable(),
      source: z.string(),
      minCompleteness: z.object({ ok: z.number(), partial: z.number() }),
    }),
    formula: z.record(z.string(), z.union([z.string(), z.number()])),
    inputs: z
      .array(z.object({ role: z.string(), component: z.string(), count: z.number().int(), sum: z.number() }))
      .meta({ description: 'the numbers themselves: `format=csv`' }),
    stations: z.array(stationSchema),
    exclusions: z.array(
      z.object({
        id: z.number().int(),
        device: z.string(),
        from: z.string(),
        to: z.string(),
        kind: z.string(),
        reason: z.string(),
        by: z.string(),
      }),
    ),
    revisions: z.array(
      z.object({
        revision: z.number().int(),
        reason: z.string().nullable(),
        value: z.number().nullable(),
        at: z.string(),
      }),
    ),
    csv: z
      .string()
      .meta({ description: 'query for the inputs as CSV; docs/recompute.py recomputes the value' }),
  })
  .meta({ id: 'Lineage' });

export type LineageView = z.infer<typeof lineageSchema>;
export type ReadingsView = z.infer<typeof readingsSchema>;
