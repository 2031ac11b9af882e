import { finalitySchema, qualitySchema } from '@app/contracts';
import { z } from 'zod';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();

const restatement = z.object({
  period: z.string(),
  from: z.string(),
  revision: z.number().int(),
  reason: nullableText,
});
export type Restatement = z.infer<typeof restatement>;

const target = z.object({
  id: z.string(),
  text: z.string(),
  source: z.string(),
  status: z.enum(['reached', 'exceeded', 'missed', 'open', 'no_data']),
  distance: nullableNumber,
});

const row = z.object({
  id: z.string(),
  kind: z.enum(['kpi', 'indicator']),
  nameVi: z.string(),
  unit: z.string(),
  precision: z.number().int(),
  value: nullableNumber,
  /** Of a published range. */
  lo: nullableNumber,
  hi: nullableNumber,
  /** Same span of the year before. */
  previous: nullableNumber,
  targets: z.array(target),
  trend: z.object({ period: z.enum(['month', 'year']), from: z.string(), values: z.array(nullableNumber) }),
  quality: qualitySchema.nullable(),
  finality: finalitySchema.nullable(),
  completeness: nullableNumber,
  sources: z.object({ reporting: z.number().int(), expected: z.number().int() }).nullable(),
  /** Station that a maximum stands at. */
  place: nullableText,
  /** Of a published value: estimate, preliminary, official …, its source and the day it was published. */
  status: nullableText,
  source: nullableText,
  publishedAt: nullableText,
  reason: nullableText,
  restatements: z.array(restatement),
});
export type ReportRow = z.infer<typeof row>;

const report = z.object({
  unitName: z.string(),
  revision: z.number().int(),
  status: z.string(),
  percent: z.number(),
  evidence: z.string(),
  obstacles: nullableText,
  isChecked: z.boolean(),
  signedBy: nullableText,
  checkedBy: nullableText,
  /** Why a checked report was restated. */
  restated: nullableText,
});

const task = z.object({
  number: z.string(),
  text: z.string(),
  periodText: z.string(),
  lead: z.string(),
  partners: nullableText,
  role: z.enum(['lead', 'support']).nullable(),
  channel: z.string(),
  when: z.enum(['due', 'past', 'ahead']),
  reports: z.array(report),
  kpis: z.array(
    z.object({
      id: z.string(),
      nameVi: z.string(),
      unit: z.string(),
      precision: z.number(),
      value: nullableNumber,
    }),
  ),
});
export type ReportTask = z.infer<typeof task>;

const evidence = z.object({
  id: z.string(),
  nameVi: z.string(),
  unit: z.string(),
  precision: z.number(),
  area: z.string(),
  value: nullableNumber,
  target: nullableText,
  status: nullableText,
});

const goal = z.object({
  id: z.string(),
  year: z.number().int(),
  sectorVi: z.string(),
  quote: z.string(),
  section: z.string(),
  measures: z.array(evidence),
  tasks: z.array(z.object({ number: z.string(), percent: z.number(), unitName: z.string() })),
  hasData: z.boolean(),
});
export type ReportGoal = z.infer<typeof goal>;

/** The yearly report of 1338/QĐ-UBND, III.5: what every format is made from. The same inputs make the same report. */
export const annualReportSchema = z
  .object({
    year: z.number().int(),
    edition: z.enum(['to-date', 'final']),
    from: z.string(),
    to: z.string().meta({ description: 'exclusive; values are of [from, to)' }),
    area: z.object({ code: z.string(), nameVi: z.string(), areaKm2: nullableNumber }),
    reportingSet: z.object({ id: z.string(), nameVi: z.string(), noteVi: z.string() }),
    unit: z.object({
      id: nullableText,
      nameVi: z.string(),
      superiorVi: nullableText,
      kind: z.enum(['province', 'district', 'department']),
    }),
    number: nullableText,
    date: nullableText,
    signer: nullableText,
    decision: z.object({ number: z.string(), issued: z.string(), title: z.string(), source: z.string() }),
    tasks: z.object({
      summary: z.object({
        total: z.number().int(),
        done: z.number().int(),
        inProgress: z.number().int(),
        late: z.number().int(),
        unreported: z.number().int(),
      }),
      groups: z.array(z.object({ number: z.number().int(), name: z.string(), tasks: z.array(task) })),
    }),
    fields: z.array(z.object({ domain: z.string(), nameVi: z.string(), rows: z.array(row) })),
    goals: z.array(goal),
    methods: z.array(
      z.object({
        id: z.string(),
        version: z.number().int(),
        nameVi: z.string(),
        formula: z.string(),
        rollup: z.string(),
        minCompleteness: z.number(),
        source: z.string(),
        note: nullableText,
      }),
    ),
  })
  .meta({ id: 'AnnualReport' });
export type AnnualReport = z.infer<typeof annualReportSchema>;
