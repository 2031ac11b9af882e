import { parseInstant } from '@app/kpi';
import { z } from 'zod';

const OFFSET_MS = 7 * 3_600_000;

/** A local date `YYYY-MM-DD` (UTC+7), read as the epoch milliseconds of its midnight. */
export const localDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a local date is written YYYY-MM-DD')
  .transform((text, context) => {
    const at = Date.parse(`${text}T00:00:00Z`) - OFFSET_MS;
    if (Number.isNaN(at))
      context.addIssue({ code: 'custom', message: `${text} is not a day of the calendar` });
    return at;
  });

/** A local date kept as text, checked. */
export const localDateTextSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a local date is written YYYY-MM-DD')
  .refine((text) => parseInstant(text) !== null, 'not a day of the calendar');
