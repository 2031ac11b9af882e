import { z } from 'zod';
import { localDateTextSchema } from './local-date.js';

/** `plan.yaml`: the decision's tasks and goals, verbatim. */
export const planFileSchema = z.strictObject({
  document: z.strictObject({
    number: z.string(),
    issued: localDateTextSchema,
    issuer: z.string(),
    title: z.string(),
    reportBy: z.string(),
    source: z.string(),
  }),
  groups: z.array(z.strictObject({ number: z.number().int().min(1), name: z.string().min(1) })),
  tasks: z.array(
    z.strictObject({
      number: z.string().regex(/^\d+\.\d+$/),
      group: z.number().int().min(1),
      text: z.string().min(1),
      /** The period as the decision words it. */
      periodText: z.string().min(1),
      from: z.number().int(),
      /** Last year named, or null where only a beginning is. */
      to: z.number().int().nullable(),
      /** "và các năm tiếp theo": it goes on after `to`. */
      continuing: z.boolean(),
      lead: z.string().min(1),
      partners: z.string().nullable(),
      /** Our reading: `it` is reported through the Department of Information and Communications. [III.5] */
      content: z.enum(['it', 'general']).default('general'),
      /** KPIs that measure the task, where one does. */
      kpis: z.array(z.string()).default([]),
    }),
  ),
  goals: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      /** Year by which it is to be reached; null where the text names none. */
      year: z.number().int().nullable(),
      /** Part of the decision. */
      section: z.string(),
      quote: z.string().min(1),
      kind: z.enum(['numeric', 'milestone', 'scope', 'product']),
      kpi: z.string().nullable(),
      noteEn: z.string(),
    }),
  ),
  /** Rows of the yearly report's part III: the goals by sector, with what shows how far they are. Our own reading. */
  reportGoals: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]+$/),
      /** Id of the goal whose words it quotes. */
      goal: z.string(),
      year: z.number().int(),
      sectorVi: z.string().min(1),
      /** KPIs, members or series that measure it. */
      measures: z.array(z.string()).default([]),
      /** Area that it is about; omitted: the report's own. */
      area: z.string().optional(),
      /** Tasks whose progress shows it. */
      tasks: z.array(z.string()).default([]),
    }),
  ),
});
export type Plan = z.infer<typeof planFileSchema>;
