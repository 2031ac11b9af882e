import { z } from 'zod';
import { pageQuery } from '../http/list.js';
import { person, reasonText } from '../http/person.js';

const year = z.coerce.number().int().min(2020).max(2100);
const unit = z.string().min(2).max(120).describe('id or name of the reporting unit, see /api/v1/plan/units');
const text = z
  .string()
  .trim()
  .max(4000)
  .transform((given) => given.normalize('NFC'));

const STATUSES = ['not_started', 'in_progress', 'done', 'delayed', 'stopped'] as const;

export const tasksQuery = z.strictObject({ ...pageQuery, year, unit: unit.optional() });
export const updatesQuery = z.strictObject({
  ...pageQuery,
  year: year.optional(),
  unit: unit.optional(),
  task: z.string().max(8).optional(),
});
export const numberParam = z.object({ number: z.string().regex(/^\d+\.\d+$/) });
export const idParam = z.object({ id: z.coerce.number().int().min(1) });

export const updateInput = z
  .strictObject({
    year,
    unit,
    status: z.enum(STATUSES),
    percent: z.number().min(0).max(100),
    evidence: text.pipe(z.string().min(1)).describe('what shows it: documents, systems, figures'),
    obstacles: text.nullable().default(null),
    reason: reasonText.nullable().default(null).describe('needed when a checked report is restated'),
    by: person,
  })
  .refine(({ status, percent }) => status !== 'done' || percent === 100, {
    path: ['percent'],
    message: 'a task that is done is at 100',
  })
  .refine(({ status, percent }) => status !== 'not_started' || percent === 0, {
    path: ['percent'],
    message: 'a task that has not been started is at 0',
  })
  .meta({ id: 'PlanUpdateInput' });
export const signInput = z.strictObject({ by: person });
export const checkInput = z
  .strictObject({
    by: person,
    accept: z.boolean().default(true),
    reason: reasonText.nullable().default(null),
  })
  .refine(({ accept, reason }) => accept || reason !== null, {
    path: ['reason'],
    message: 'say why it is refused',
  });

const nullableText = z.string().nullable();
export const updateSchema = z
  .object({
    id: z.number().int(),
    task: z.string(),
    year: z.number().int(),
    unit: z.string(),
    unitName: z.string(),
    revision: z.number().int(),
    state: z.enum(['draft', 'signed', 'checked', 'refused']),
    status: z.enum(STATUSES),
    percent: z.number(),
    evidence: z.string(),
    obstacles: nullableText,
    reason: nullableText.meta({ description: 'why a checked report was restated' }),
    by: z.string(),
    at: z.string(),
    signedBy: nullableText,
    signedAt: nullableText,
    checkedBy: nullableText,
    checkedAt: nullableText,
    refusal: nullableText,
  })
  .meta({ id: 'PlanUpdate' });
export type UpdateView = z.infer<typeof updateSchema>;

export const unitSchema = z
  .object({ id: z.string(), name: z.string(), area: nullableText })
  .meta({ id: 'ReportingUnit' });

export const taskStateSchema = z
  .object({
    number: z.string(),
    group: z.number().int(),
    text: z.string(),
    periodText: z.string(),
    lead: z.string(),
    partners: nullableText,
    role: z.enum(['lead', 'support']).nullable().meta({ description: 'of the unit asked for' }),
    channel: z.string().meta({ description: 'department that it is reported through (III.5)' }),
    when: z.enum(['due', 'past', 'ahead']).meta({ description: "the year asked for in the task's own time" }),
    kpis: z.array(z.string()),
    checked: z.array(updateSchema).meta({ description: 'the newest checked report of each unit' }),
    pending: z.array(updateSchema).meta({ description: 'not checked yet' }),
  })
  .meta({ id: 'PlanTaskState' });
