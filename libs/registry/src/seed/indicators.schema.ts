import { z } from 'zod';
import { localDateTextSchema } from './local-date.js';

/** `indicators.yaml`: the socio-economic series. */
export const indicatorsFileSchema = z.strictObject({
  legalBasis: z.string(),
  indicators: z.array(
    z.strictObject({
      id: z.string().regex(/^se\.[a-z0-9.]+$/),
      nameVi: z.string().min(1),
      nameEn: z.string().min(1),
      unit: z.string().min(1),
      periods: z.array(z.enum(['month', 'quarter', 'year'])).min(1),
      levels: z.array(z.enum(['province', 'district', 'commune'])).min(1),
      /** How shorter periods make a longer one that isn't published; omitted: they don't. */
      aggregation: z.enum(['sum', 'mean', 'last']).optional(),
      direction: z.enum(['up', 'down', 'context']),
      publisher: z.string(),
      note: z.string().optional(),
      source: z.string(),
    }),
  ),
});
export type Indicator = z.infer<typeof indicatorsFileSchema>['indicators'][number];

const numberSchema = z
  .string()
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((value) => value === null || Number.isFinite(value), 'a number, with a decimal point, or nothing');
const textSchema = z.string().transform((text) => (text === '' ? null : text));

/** One row of `indicator-values.csv`. A range has `lo` and `hi` and no value; an empty value is never a zero. */
export const indicatorValueSchema = z
  .strictObject({
    indicator: z.string(),
    set: z.string(),
    area: z.string(),
    period: z.enum(['month', 'quarter', 'year']),
    /** First day of the period, local. */
    from: localDateTextSchema,
    value: numberSchema,
    lo: numberSchema,
    hi: numberSchema,
    unit: z.string().min(1),
    status: z.enum(['estimate', 'preliminary', 'official', 'reference', 'plan']),
    revision: z.coerce.number().int().min(1),
    confidence: z.enum(['high', 'medium', 'low']).nullable(),
    source: z.string().min(1),
    publishedAt: textSchema,
    note: textSchema,
  })
  .refine(
    (row) => row.value !== null || row.lo !== null || row.hi !== null,
    'a row has a value, or lo or hi',
  );
/** A published value; `by` is who imported it, absent in the seeds. */
export type IndicatorValue = z.infer<typeof indicatorValueSchema> & { readonly by?: string | null };
