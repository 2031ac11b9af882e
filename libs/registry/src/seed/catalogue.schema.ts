import { kpiDefinitionSchema, limitSchema, pcuSchema } from '@app/kpi';
import { z } from 'zod';
import { localDateTextSchema } from './local-date.js';

/** `profiles.yaml`: device types. `codec` and `stamp` have the platform's defaults. */
export const profilesFileSchema = z.looseObject({
  profiles: z.array(
    z.looseObject({
      id: z.string().min(1),
      family: z.string().min(1),
      measures: z.array(z.string()).min(1),
      stamp: z.enum(['end', 'start']).default('end'),
      codec: z.string().default('native'),
      cadence: z.number().positive().optional(),
      vi: z.string().optional(),
      en: z.string().optional(),
    }),
  ),
});

/** `kpis/*.yaml`: definitions; their targets are in `targets.yaml` and are joined by the reader. */
export const kpisFileSchema = z.strictObject({ kpis: z.array(kpiDefinitionSchema).min(1) });

const averageSchema = z.strictObject({
  /** The year that growth is counted from; the average spans the years after it to the target's. */
  baseYear: z.number().int(),
  /** `kpi`: the KPI's value is the average since the base year; `years`: it is one year's growth, and we average. */
  of: z.enum(['kpi', 'years']),
});

/** `targets.yaml`: what a KPI is to reach, for whom and when, with the words it rests on. */
export const targetSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    kpi: z.string(),
    member: z.string().optional(),
    area: z.string().optional(),
    year: z.number().int().optional(),
    validFrom: localDateTextSchema.optional(),
    validTo: localDateTextSchema.optional(),
    lo: z.number().optional(),
    hi: z.number().optional(),
    comparator: z.enum(['le', 'lt', 'ge', 'gt', 'between']),
    unit: z.string(),
    /** Better side of a band; omitted: inside only. One bound says it itself. */
    direction: z.enum(['up', 'down']).optional(),
    /** The target is an average of yearly growths over a span of years. */
    average: averageSchema.optional(),
    /** Who set it: law or plan, a framework's band, or a proposal of this project. */
    basis: z.enum(['decision', 'regulation', 'resolution', 'framework', 'proposal']),
    sourceDoc: z.string().min(1),
    sourceQuote: z.string().optional(),
    note: z.string().optional(),
  })
  .refine((target) => target.lo !== undefined || target.hi !== undefined, 'a target has lo, hi or both')
  .refine(
    ({ comparator, lo, hi }) =>
      comparator === 'between'
        ? lo !== undefined && hi !== undefined && lo <= hi
        : comparator.startsWith('g')
          ? lo !== undefined && hi === undefined
          : hi !== undefined && lo === undefined,
    'between has lo and hi; ge and gt have lo alone; le and lt have hi alone',
  );

export const targetsFileSchema = z.strictObject({ targets: z.array(targetSchema) });

const noiseLimitSchema = z.strictObject({
  set: z.string(),
  area: z.enum(['special', 'ordinary']),
  nameVi: z.string(),
  /** Hours of the local day, from inclusive, to exclusive; `to` below `from` runs past midnight. */
  fromHour: z.number().int().min(0).max(23),
  toHour: z.number().int().min(0).max(24),
  limitDba: z.number().positive(),
  validFrom: localDateTextSchema,
  validTo: localDateTextSchema.nullable(),
  source: z.string(),
});
export type NoiseLimit = z.infer<typeof noiseLimitSchema>;

/** `limits.yaml`. `validTo` is the first day on which a row holds no longer. */
export const limitsFileSchema = z.strictObject({
  air: z.array(limitSchema),
  noise: z.array(noiseLimitSchema),
});

/** `pcu.yaml`: passenger-car units by standard, road type and class. */
export const pcuFileSchema = z.strictObject({ tables: z.array(pcuSchema).min(1) });

export type Target = z.infer<typeof targetSchema>;
