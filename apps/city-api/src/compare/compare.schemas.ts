import { periodSchema } from '@app/contracts';
import { z } from 'zod';
import { many } from '../http/many.js';
import { spanQuery } from '../http/span.js';

export const compareQuery = z.strictObject({
  ...spanQuery,
  kpi: many(20, 'KPIs, families or members, by comma: MOB-05,MOB-14.car'),
  indicator: many(20, 'socio-economic series, by comma: se.grdp.growth,se.pop'),
  area: many(
    20,
    'area codes, by comma; `code@set` for an area of another reporting set: 718,u25-phu-loi@units-2025',
  ),
  period: periodSchema
    .optional()
    .describe('omitted: the finest that all of them have; a longer period is never split'),
  view: z
    .enum(['values', 'index', 'yoy'])
    .default('values')
    .describe('as they are; base period = 100; change against the same period a year earlier'),
  base: spanQuery.from.describe('a time in the base period of `view=index`; omitted: the first period'),
  lag: z.coerce
    .number()
    .int()
    .min(-60)
    .max(60)
    .default(0)
    .describe('periods by which the second of each pair comes later'),
  reportingSet: z.string().max(64).optional().describe('of areas that name none'),
});
export type CompareQuery = z.infer<typeof compareQuery>;

const pointSchema = z.object({
  value: z.number().nullable().meta({ description: 'in the asked view; null: there is none' }),
  given: z.number().nullable().meta({ description: 'the value as it is' }),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  quality: z
    .string()
    .nullable()
    .meta({ description: 'of a KPI value; of a published one its status, or what it was added up from' }),
  finality: z.string().nullable(),
  completeness: z.number().nullable(),
  revision: z.number().int().nullable(),
});

const lineSchema = z.object({
  kind: z.enum(['kpi', 'indicator']),
  id: z.string(),
  area: z.string(),
  reportingSet: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  unit: z.string().meta({ description: 'of `value` in the asked view; pp: percentage points' }),
  givenUnit: z.string(),
  aggregatedFrom: z
    .string()
    .nullable()
    .meta({ description: 'period that unpublished values were added up from' }),
  points: z.array(pointSchema).meta({ description: 'one for each period of the axis' }),
});

const coefficientSchema = z.object({ value: z.number(), lo: z.number(), hi: z.number() }).nullable();
const endSchema = z.object({ id: z.string(), area: z.string(), reportingSet: z.string() });
const correlationSchema = z.object({
  a: endSchema,
  b: endSchema,
  lag: z.number().int(),
  n: z.number().int().meta({ description: 'pairs of periods in which both have a value' }),
  pearson: coefficientSchema.meta({ description: 'with its 95 % interval (Fisher)' }),
  spearman: coefficientSchema.meta({ description: 'with its 95 % interval (Bonett and Wright)' }),
  refused: z.string().nullable().meta({ description: 'why there is none' }),
});

export const comparisonSchema = z
  .object({
    period: periodSchema,
    view: z.enum(['values', 'index', 'yoy']),
    base: z.string().nullable(),
    axis: z.array(z.object({ from: z.string(), to: z.string() })),
    items: z.array(lineSchema),
    next: z.null(),
    correlations: z.array(correlationSchema),
    boundaries: z.array(
      z.object({
        reportingSet: z.string(),
        nameVi: z.string(),
        noteVi: z.string(),
        areas: z.array(z.string()),
      }),
    ),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof comparisonSchema>;
