import { periodSchema } from '@app/contracts';
import { z } from 'zod';

export const langQuery = z.strictObject({ lang: z.enum(['vi', 'en']).default('vi') });
export type LangQuery = z.infer<typeof langQuery>;

export const datasetParam = z.object({
  dataset: z.string().max(80).describe('code of a KPI or of a series, e.g. MOB-04, se.grdp.growth'),
});

export const fileParam = datasetParam.extend({
  file: z
    .string()
    .max(40)
    .describe('`2026-11.csv`, `2026-11.json`, `2026-11.parquet`; `2026.…` for yearly values'),
});

export const fileQuery = z.strictObject({
  bom: z
    .enum(['true', 'false'])
    .default('true')
    .describe('CSV: begins with the mark of UTF-8, by which spreadsheets know Vietnamese'),
});

const placeQuery = {
  ...langQuery.shape,
  area: z.string().max(64).optional().describe('area code; by default the province'),
  period: periodSchema.optional().describe('by default the day where the KPI has it'),
};
export const badgeParam = z.object({
  file: z
    .string()
    .max(90)
    .regex(/\.svg$/, 'a KPI and `.svg`')
    .describe('`MOB-04.svg`'),
});
export const badgeQuery = z.strictObject(placeQuery);
export const embedParam = z.object({ kpi: z.string().max(80) });
export const embedQuery = z.strictObject({
  ...placeQuery,
  n: z.coerce.number().int().min(1).max(400).default(30).describe('periods back from now'),
});
