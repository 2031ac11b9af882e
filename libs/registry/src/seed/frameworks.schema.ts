import { z } from 'zod';
import { localDateTextSchema } from './local-date.js';

const namesSchema = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

/** What an indicator of a framework is measured by: a KPI (or member), or a socio-economic series. */
const evidenceSchema = z
  .strictObject({
    kpi: z.string().optional(),
    series: z.string().optional(),
    /**
     * `exact`: it is the indicator. `component`: the indicator is all components together. `proxy`: it stands in for the indicator
     * and decides nothing.
     */
    relation: z.enum(['exact', 'proxy', 'component']),
  })
  .refine((one) => (one.kpi === undefined) !== (one.series === undefined), 'either kpi or series');

const indicatorSchema = z.strictObject({
  code: z.string().min(1),
  names: namesSchema,
  group: z.string().nullable().default(null),
  unit: z.string().nullable().default(null),
  formula: z.string().nullable().default(null),
  criterion: z
    .strictObject({
      comparator: z.enum(['le', 'lt', 'ge', 'gt', 'between']),
      lo: z.number().nullable().default(null),
      hi: z.number().nullable().default(null),
    })
    .nullable()
    .default(null),
  /** C: computable from telemetry, P: partly, R: registry and statistics only. */
  computability: z.enum(['C', 'P', 'R']),
  evidence: z.array(evidenceSchema).default([]),
  source: z.string().min(1),
  note: z.string().nullable().default(null),
});

/** One indicator of a framework, mapped to what measures it here. */
export type FrameworkIndicator = z.infer<typeof indicatorSchema> & {
  readonly framework: string;
  /** `threshold`: the value has to meet the criterion. `reported`: a final value of sufficient data is what is asked for. */
  readonly rule: 'threshold' | 'reported';
};

/** A set of indicators that somebody issued. */
const frameworkSchema = z.strictObject({
  code: z.string().regex(/^[\p{L}0-9][\p{L}0-9.-]*$/u),
  version: z.string(),
  names: namesSchema,
  issuer: z.string(),
  document: z.string(),
  issued: localDateTextSchema.nullable(),
  validFrom: localDateTextSchema.nullable(),
  /** First day on which it is no longer in force; null: open, or not known. */
  validTo: localDateTextSchema.nullable(),
  note: namesSchema.nullable(),
});
export type Framework = z.infer<typeof frameworkSchema>;

/** `frameworks/*.yaml`: one framework with its indicators; what they all have may be left out. */
export const frameworkFileSchema = z.strictObject({
  framework: frameworkSchema,
  indicators: z.array(indicatorSchema),
});
