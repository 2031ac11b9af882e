import { finalitySchema, periodSchema, qualitySchema } from '@app/contracts';
import { z } from 'zod';
import { many } from '../http/many.js';
import { spanQuery } from '../http/span.js';
import { targetViewSchema } from './targets.schemas.js';

export const scorecardQuery = z.strictObject({
  area: many(40, 'area codes, by comma; omitted: every area of the set'),
  period: periodSchema.default('year'),
  from: spanQuery.from.describe('a time in the period; omitted: the newest that has ended'),
  reportingSet: z.string().max(64).optional(),
});
export type ScorecardQuery = z.infer<typeof scorecardQuery>;

const nullableNumber = z.number().nullable();
const trendSchema = z
  .object({
    until: z.number().int().meta({ description: 'year of the target' }),
    years: z.number().int(),
    perYear: nullableNumber.meta({ description: "change a year, in the value's unit" }),
    growthPerYear: nullableNumber.meta({
      description: 'percent a year; for an average, of each year that is left',
    }),
  })
  .nullable();

const scoreItemSchema = z
  .object({
    kpi: z.string(),
    nameVi: z.string(),
    nameEn: z.string(),
    area: z.string(),
    reportingSet: z.string(),
    period: periodSchema,
    from: z.string(),
    to: z.string(),
    value: nullableNumber.meta({
      description: 'that is compared: of an average of years, their average so far',
    }),
    unit: z.string(),
    quality: qualitySchema.nullable(),
    finality: finalitySchema.nullable(),
    completeness: nullableNumber,
    target: targetViewSchema,
    due: z.boolean().meta({ description: 'false: the target is for a later year' }),
    status: z.enum(['reached', 'exceeded', 'missed', 'open', 'no_data']),
    distance: nullableNumber.meta({ description: 'what the value still has to change by, in its unit' }),
    distancePercent: nullableNumber,
    trend: trendSchema.meta({ description: 'needed to reach the target in its year' }),
    reason: z.string().nullable().meta({ description: 'why there is no value' }),
  })
  .meta({ id: 'Score' });
export type ScoreItem = z.infer<typeof scoreItemSchema>;

export const scorecardSchema = z
  .object({
    items: z.array(scoreItemSchema),
    next: z.null(),
    summary: z.array(
      z.object({
        area: z.string(),
        reached: z.number().int(),
        exceeded: z.number().int(),
        missed: z.number().int(),
        open: z.number().int(),
        no_data: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'Scorecard' });
export type Scorecard = z.infer<typeof scorecardSchema>;
