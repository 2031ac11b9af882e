import { kpiItemSchema } from '@app/contracts';
import { z } from 'zod';

const names = z.object({ vi: z.string(), en: z.string() });

export const frameworkViewSchema = z
  .object({
    code: z.string(),
    version: z.string(),
    names,
    issuer: z.string(),
    document: z.string(),
    issued: z.string().nullable(),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable().meta({ description: 'first day on which it is no longer in force' }),
    note: names.nullable(),
    indicators: z
      .number()
      .int()
      .meta({ description: 'how many are listed here; 0: its annex is to be imported' }),
  })
  .meta({ id: 'Framework' });

const evidence = z.object({
  kpi: z.string().nullable(),
  series: z.string().nullable(),
  relation: z.enum(['exact', 'proxy', 'component']),
});

export const frameworkIndicatorViewSchema = z
  .object({
    code: z.string(),
    names,
    group: z.string().nullable(),
    unit: z.string().nullable(),
    formula: z.string().nullable(),
    rule: z.enum(['threshold', 'reported']).meta({
      description:
        'threshold: the value must meet the criterion; reported: a final value of sufficient data is asked for',
    }),
    criterion: z
      .object({ comparator: z.string(), lo: z.number().nullable(), hi: z.number().nullable() })
      .nullable(),
    computability: z.enum(['C', 'P', 'R']),
    evidence: z.array(evidence),
    source: z.string(),
    note: z.string().nullable(),
  })
  .meta({ id: 'FrameworkIndicator' });

const publishedSchema = z.object({
  value: z.number().nullable(),
  status: z.string(),
  revision: z.number().int(),
  source: z.string(),
  publishedAt: z.string().nullable(),
});

const assessedSchema = frameworkIndicatorViewSchema
  .omit({ evidence: true })
  .extend({
    verdict: z.enum(['pass', 'not_pass', 'not_enough_evidence']),
    reason: z
      .enum(['nothing_mapped', 'only_proxy', 'no_data', 'not_final', 'no_single_value'])
      .nullable()
      .meta({ description: 'why there is not enough evidence' }),
    evidence: z.array(
      evidence.extend({
        value: z.number().nullable().meta({ description: 'of the year' }),
        items: z.array(kpiItemSchema).meta({ description: 'the KPI values it rests on' }),
        published: z.array(publishedSchema).meta({ description: 'the published values it rests on' }),
      }),
    ),
  })
  .meta({ id: 'AssessedIndicator' });
export type Assessed = z.infer<typeof assessedSchema>;

export const assessmentSchema = z
  .object({
    framework: frameworkViewSchema,
    area: z.string(),
    reportingSet: z.string(),
    year: z.number().int(),
    inForce: z
      .boolean()
      .nullable()
      .meta({ description: 'whether the framework holds in that year; null: not known' }),
    summary: z.object({ pass: z.number(), notPass: z.number(), notEnoughEvidence: z.number() }),
    items: z.array(assessedSchema),
    next: z.string().nullable(),
  })
  .meta({ id: 'FrameworkAssessment' });
