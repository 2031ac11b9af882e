import { z } from 'zod';
import { spanQuery } from '../http/span.js';

const FORMATS = ['docx', 'xlsx', 'html', 'json'] as const;
export type Format = (typeof FORMATS)[number];

const text = (max: number): z.ZodOptional<z.ZodString> => z.string().trim().min(1).max(max).optional();

const common = {
  year: z.coerce.number().int().min(2019).max(2100),
  edition: z
    .enum(['to-date', 'final'])
    .optional()
    .describe(
      'to-date: from 1 January up to `to`; final: the whole year, after 31 December; omitted: what the day allows',
    ),
  to: spanQuery.to.describe('of a to-date edition: exclusive; omitted: 1 December, or today before it'),
  reportingSet: z.string().max(64).optional(),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('date to print; omitted: left blank for the clerk'),
  signer: text(120).describe('name to print under the signature'),
};

export const annualQuery = z.strictObject({
  ...common,
  area: z.string().max(64).default('74').describe('area code'),
  unit: text(120).describe(
    "reporting unit, id or name, see /api/v1/plan/units; omitted: the area's own committee (of the province: all tasks)",
  ),
  format: z.enum(FORMATS).default('docx'),
  number: text(40).describe("the document's number, before /BC-…; omitted: left blank"),
});
export type AnnualQuery = z.infer<typeof annualQuery>;

export const batchQuery = z.strictObject({ ...common, format: z.enum(FORMATS).default('docx') });
export type BatchQuery = z.infer<typeof batchQuery>;
