import { kpiItemSchema } from '@app/contracts';
import { formatLocal } from '@app/kpi';
import type { ProposedCell, Restatement, Signature } from '@app/registry';
import { z } from 'zod';
import { person, reasonText } from '../http/person.js';
import { requiredInstant } from '../http/span.js';

/** Periods that are worth signing. */
const signedPeriodSchema = z.enum(['day', 'week', 'month', 'quarter', 'year']);

export const periodParam = z.object({
  period: signedPeriodSchema,
  from: requiredInstant.describe('a day of the period, e.g. its first: 2026-10-01'),
});

const place = {
  reportingSet: z.string().max(64).optional(),
  area: z.string().max(64).optional().describe('default: every area of the set'),
};
export const signInput = z
  .strictObject({ ...place, by: person, note: z.string().trim().max(1000).default('') })
  .meta({ id: 'SignInput' });
export const checkInput = z.strictObject({ ...place, by: person }).meta({ id: 'CheckInput' });

export const signatureSchema = z
  .object({
    id: z.number().int(),
    reportingSet: z.string(),
    area: z.string().nullable().meta({ description: 'null: every area of the set' }),
    period: signedPeriodSchema,
    from: z.string(),
    to: z.string(),
    state: z.enum(['signed', 'checked']).meta({ description: 'values are frozen once it is checked' }),
    signedBy: z.string(),
    signedAt: z.string(),
    note: z.string(),
    checkedBy: z.string().nullable(),
    checkedAt: z.string().nullable(),
  })
  .meta({ id: 'Signature' });

export const decisionInput = z
  .strictObject({ by: person, reason: reasonText })
  .meta({ id: 'RestatementDecision' });

export const restatementSchema = z
  .object({
    id: z.number().int(),
    signature: z.number().int(),
    state: z.enum(['proposed', 'accepted', 'refused', 'withdrawn']),
    proposedAt: z.string(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decision: z.string().nullable(),
    cells: z.number().int().meta({ description: 'values that would change' }),
  })
  .meta({ id: 'Restatement' });

export const restatedSchema = z
  .object({
    reason: z.string().meta({ description: 'why it would change, as a revision would say it' }),
    before: kpiItemSchema,
    after: kpiItemSchema,
  })
  .meta({ id: 'RestatedValue' });

export type SignatureView = z.infer<typeof signatureSchema>;
export type RestatementView = z.infer<typeof restatementSchema>;
export type RestatedView = z.infer<typeof restatedSchema>;

const timeOf = (at: number | null): string | null => (at === null ? null : formatLocal(at));

/** As the outside sees it; times in local time. */
export function signatureView(one: Signature): SignatureView {
  return signatureSchema.parse({
    ...one,
    reportingSet: one.set,
    area: one.area === '' ? null : one.area,
    from: formatLocal(one.from),
    to: formatLocal(one.to),
    state: one.checkedAt === null ? 'signed' : 'checked',
    signedAt: formatLocal(one.signedAt),
    checkedAt: timeOf(one.checkedAt),
  });
}

export function restatementView(one: Restatement): RestatementView {
  return { ...one, proposedAt: formatLocal(one.proposedAt), decidedAt: timeOf(one.decidedAt) };
}

export function restatedView({ reason, before, after }: ProposedCell): RestatedView {
  return restatedSchema.parse({ reason, before, after });
}
