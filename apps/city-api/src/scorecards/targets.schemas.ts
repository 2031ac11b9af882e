import { targetSchema } from '@app/registry';
import { z } from 'zod';
import { pageQuery } from '../http/list.js';

export const targetsQuery = z.strictObject({
  ...pageQuery,
  kpi: z.string().max(80).optional().describe('KPI or family'),
  area: z.string().max(64).optional().describe('targets that hold for this area, also those for every area'),
  year: z.coerce.number().int().min(1900).max(2200).optional().describe('targets that hold in this year'),
});
export type TargetsQuery = z.infer<typeof targetsQuery>;

/** A new target, or the next version of the one with its id. */
export const targetInput = targetSchema.meta({ id: 'TargetInput' });

const bound = z.number().nullable();
export const targetViewSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    origin: z.enum(['seed', 'user']),
    kpi: z
      .string()
      .meta({ description: 'KPI; with a dot and its member where the target is for one member' }),
    area: z.string().nullable().meta({ description: 'null: every area' }),
    year: z.number().int().nullable().meta({ description: 'the calendar year whose value it is for' }),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable().meta({ description: 'exclusive' }),
    comparator: z.enum(['le', 'lt', 'ge', 'gt', 'between']),
    lo: bound,
    hi: bound,
    unit: z.string(),
    direction: z.enum(['up', 'down', 'band']).meta({ description: 'better side; band: inside only' }),
    average: z
      .object({ baseYear: z.number().int(), of: z.enum(['kpi', 'years']) })
      .nullable()
      .meta({ description: 'the target is an average of yearly growths since the base year' }),
    basis: z.enum(['decision', 'regulation', 'resolution', 'framework', 'proposal']),
    sourceDoc: z.string(),
    sourceQuote: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Target' });
export type TargetView = z.infer<typeof targetViewSchema>;
