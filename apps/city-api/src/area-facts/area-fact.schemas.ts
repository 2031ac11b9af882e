import { formatLocal, KNOWN_FIGURES } from '@app/kpi';
import type { AreaFact, NewAreaFact } from '@app/registry';
import { z } from 'zod';
import { person } from '../http/person.js';
import { instantMs, requiredInstant } from '../http/span.js';

const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'begins with a-z, goes on with a-z 0-9 _, at most 40 characters')
  .describe(`what it is; the catalogue's KPIs read ${Object.keys(KNOWN_FIGURES).join(', ')}`);

const fact = z.strictObject({
  reportingSet: z.string().max(64).optional().describe('default the active one'),
  area: z.string().max(64),
  key,
  value: z.number().min(0).nullable().describe('null withdraws the figure from `validFrom` on'),
  validFrom: requiredInstant.describe('RFC 3339 time or local date from which it holds'),
  validTo: requiredInstant.nullable().default(null).describe('exclusive; null: until another one follows'),
  source: z.string().trim().min(3).max(500).describe('document and page'),
  virtual: z
    .boolean()
    .default(false)
    .describe('of the simulated city: counts while its devices are in service'),
});
export const factsInput = z
  .strictObject({ by: person, facts: z.array(fact).min(1).max(1000) })
  .meta({ id: 'AreaFactsInput' });

export const outcomeSchema = z
  .object({ added: z.number().int(), revised: z.number().int(), unchanged: z.number().int() })
  .meta({ id: 'RecordedAreaFacts' });

export const factSchema = z
  .object({
    reportingSet: z.string(),
    area: z.string(),
    key: z.string(),
    value: z.number().nullable().meta({ description: 'null: withdrawn from `validFrom` on' }),
    unit: z.string().nullable().meta({ description: 'null for a key that no KPI of the catalogue reads' }),
    nameVi: z.string().nullable(),
    nameEn: z.string().nullable(),
    readBy: z.array(z.string()).meta({ description: 'KPIs of the catalogue that read it' }),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    revision: z.number().int(),
    source: z.string(),
    recordedBy: z.string(),
    recordedAt: z.string(),
    virtual: z.boolean(),
  })
  .meta({ id: 'AreaFact' });

/** The figure as the outside sees it. */
export function factView(row: AreaFact): z.infer<typeof factSchema> {
  const { set, validFrom, validTo, recordedAt, ...rest } = row;
  const known = Object.hasOwn(KNOWN_FIGURES, row.key) ? KNOWN_FIGURES[row.key] : undefined;
  return {
    ...rest,
    reportingSet: set,
    unit: known?.unit ?? null,
    nameVi: known?.names.vi ?? null,
    nameEn: known?.names.en ?? null,
    readBy: [...(known?.readBy ?? [])],
    validFrom: formatLocal(validFrom),
    validTo: validTo === null ? null : formatLocal(validTo),
    recordedAt: formatLocal(recordedAt),
  };
}

/** The figure that a request asks to be recorded. Problem 400 for a day that there is none of. */
export function factOf(
  { reportingSet, validFrom, validTo, ...rest }: z.infer<typeof fact>,
  setOf: (asked: string | undefined) => string,
): NewAreaFact {
  return {
    ...rest,
    set: setOf(reportingSet),
    validFrom: instantMs(validFrom),
    validTo: validTo === null ? null : instantMs(validTo),
  };
}
