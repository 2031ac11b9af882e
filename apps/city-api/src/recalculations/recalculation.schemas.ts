import { kpiItemSchema } from '@app/contracts';
import { formatLocal } from '@app/kpi';
import type { Difference, Recalculation } from '@app/registry';
import { z } from 'zod';
import { person, reasonText } from '../http/person.js';
import { requiredInstant } from '../http/span.js';

export const recalculationInput = z
  .strictObject({
    from: requiredInstant,
    to: requiredInstant.describe('exclusive; at most 370 days after from'),
    kpis: z.array(z.string().max(80)).min(1).max(100).optional().describe('default: all'),
    areas: z.array(z.string().max(64)).min(1).max(100).optional().describe('areas whose differences count'),
    dryRun: z.boolean().default(false).describe('find the differences, store nothing'),
    by: person,
    reason: reasonText,
  })
  .meta({ id: 'RecalculationInput' });

export const differenceSchema = z
  .object({ before: kpiItemSchema.nullable(), after: kpiItemSchema })
  .meta({ id: 'RecalculationDifference' });

export const recalculationSchema = z
  .object({
    id: z.number().int(),
    state: z.enum(['running', 'stopped', 'done', 'failed']),
    from: z.string(),
    to: z.string(),
    kpis: z.array(z.string()).nullable(),
    areas: z.array(z.string()).nullable(),
    domains: z.array(z.string()).meta({ description: 'measure families whose KPIs are worked out anew' }),
    dryRun: z.boolean(),
    by: z.string(),
    reason: z.string(),
    at: z.string(),
    endedAt: z.string().nullable(),
    progress: z
      .object({ done: z.number().int(), total: z.number().int(), share: z.number().min(0).max(1) })
      .meta({ description: 'in pieces of work: one domain, one period' }),
    changed: z.number().int().meta({ description: 'values that became others; of a dry run: that would' }),
    revisions: z.number().int(),
    detail: z.string().nullable(),
    differences: z
      .array(differenceSchema)
      .nullable()
      .meta({ description: 'of a dry run that ended while its request waited: the first 1,000' }),
  })
  .meta({ id: 'Recalculation' });

export type RecalculationView = z.infer<typeof recalculationSchema>;
export type DifferenceView = z.infer<typeof differenceSchema>;

/** As the outside sees it; times in local time. */
export function recalculationView(
  one: Recalculation,
  differences: DifferenceView[] | null = null,
): RecalculationView {
  const { id, state, dryRun, by, reason, total, done, changed, revisions, detail, scope } = one;
  const { domains, kpis, areas } = scope;
  return {
    id,
    state,
    dryRun,
    by,
    reason,
    changed,
    revisions,
    detail,
    differences,
    from: formatLocal(one.from),
    to: formatLocal(one.to),
    at: formatLocal(one.at),
    endedAt: one.endedAt === null ? null : formatLocal(one.endedAt),
    domains: [...domains],
    kpis: kpis === null ? null : [...kpis],
    areas: areas === null ? null : [...areas],
    progress: { done, total, share: total === 0 ? 1 : done / total },
  };
}

export function differenceView({ before, after }: Difference): DifferenceView {
  return differenceSchema.parse({ before, after });
}
