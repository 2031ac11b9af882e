import { periodSchema, severitySchema } from '@app/contracts';
import { z } from 'zod';

/** An alarm rule as data: `seeds/alarm-rules.yaml`, and what the administrator adds over REST. */

const text = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .transform((given) => given.normalize('NFC'));
const bilingual = z.strictObject({ vi: text, en: text });
const ids = z.array(z.string().min(1).max(64)).max(500);
const minutes = z.number().min(0).max(10_080);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time such as 22:00');

/** A limit that is looked up for the station and the date: a fact of the station, or a row of `seeds/limits.yaml`. */
const limitSchema = z.union([
  z.number(),
  z
    .strictObject({
      fact: z
        .string()
        .regex(/^[a-zA-Z]+\.[a-zA-Z0-9]+$/, 'fact and field of a station, e.g. floodLevels.bd1')
        .describe('fact and field of the station, e.g. `floodLevels.bd1`'),
      factor: z.number().positive().default(1),
    })
    .describe("a fact of the station times `factor`; stations that don't have it are left out"),
  z
    .strictObject({
      averaging: z.enum(['1h', '8h', '24h']).describe('averaging time of the air limit in force'),
    })
    .describe('the limit of ambient air for the measure, by date'),
]);
export type RuleLimit = z.infer<typeof limitSchema>;

const clearSchema = z
  .union([z.number(), z.strictObject({ share: z.number().positive().max(10) })])
  .describe('where it clears: a value, or a share of the limit; the limit itself when left out');

const quietSchema = z.strictObject({
  from: clockTime,
  to: clockTime.describe('exclusive; below `from` it runs past midnight'),
  weekdays: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .optional()
    .describe('1 = Monday … 7; all when left out'),
});
export type QuietHours = z.infer<typeof quietSchema>;

const common = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens'),
  names: bilingual,
  severity: severitySchema,
  enabled: z.boolean().default(true),
  ground: text.describe('why this limit: document, clause, or whose proposal'),
  scope: z
    .strictObject({
      areas: ids.optional().describe('area codes of the active reporting set'),
      stations: ids.optional(),
      profiles: ids.optional(),
    })
    .default({})
    .describe('only what lies in all of these; everything when empty'),
  for: minutes.default(0).describe('minutes that the condition must hold before the alarm opens'),
  clearFor: minutes.default(0).describe('minutes that it must be clear before the alarm is resolved'),
  quiet: z
    .array(quietSchema)
    .max(14)
    .default([])
    .describe('local times without notification; the alarm exists'),
  text: bilingual.describe('placeholders: {object} {value} {limit} {unit} {minutes} {rule}'),
};

const measured = {
  measure: z.string().regex(/^[a-z][a-z0-9_]*\.[a-z0-9_.]+$/, 'family.key, e.g. air.pm25'),
  object: z.enum(['station', 'device']).default('station'),
  window: z
    .enum(['5min', '15min', '1h', '8h', '24h'])
    .default('5min')
    .describe('length of time a value is of'),
  statistic: z.enum(['mean', 'min', 'max', 'sum']).optional().describe("by the measure's kind when left out"),
  completeness: z.number().min(0).max(1).default(0.5).describe('share of the readings that a value needs'),
};

const thresholdSchema = z.strictObject({
  ...common,
  ...measured,
  kind: z.literal('threshold'),
  direction: z.enum(['above', 'below']),
  limit: limitSchema,
  clear: clearSchema.optional(),
  relative: z
    .strictObject({
      fact: z.string().regex(/^[a-zA-Z]+\.[a-zA-Z0-9]+$/),
      as: z.enum(['factOverValue', 'valueOverFact']),
    })
    .optional()
    .describe('compare the ratio to a fact of the station, e.g. free-flow speed over speed'),
});

const bandSchema = z.strictObject({
  ...common,
  ...measured,
  kind: z.literal('band'),
  low: z.number(),
  high: z.number(),
  margin: z.number().min(0).default(0).describe('how far inside the band it clears'),
});

const rateSchema = z.strictObject({
  ...common,
  ...measured,
  kind: z.literal('rate'),
  over: z.number().int().min(5).max(1440).multipleOf(5).describe('minutes between the two values compared'),
  direction: z.enum(['rise', 'fall', 'either']),
  limit: z.number().positive().describe('change an hour'),
  clear: clearSchema.optional(),
});

const frozenSchema = z.strictObject({
  ...common,
  kind: z.literal('frozen'),
  measure: measured.measure,
  window: z.number().int().min(30).max(2880).multipleOf(5).describe('minutes in which no value differed'),
  tolerance: z.number().min(0).default(0),
  completeness: measured.completeness,
  except: z.array(z.number()).max(20).default([]).describe('values that may well stay, e.g. 0'),
});

const silenceSchema = z.strictObject({
  ...common,
  kind: z.literal('silence'),
  cadences: z
    .number()
    .min(1)
    .max(100)
    .default(3)
    .describe("missing readings, by the device's expected cadence"),
  roots: z
    .array(z.enum(['station', 'gateway', 'area']))
    .default(['station', 'gateway', 'area'])
    .describe('groups that get a root alarm when all their devices (two at least) are silent'),
});

const kpiSchema = z.strictObject({
  ...common,
  kind: z.literal('kpi'),
  kpi: z
    .string()
    .regex(/^[A-Z]{3}-\d{2,3}(\.[a-z0-9][a-z0-9.-]*)?$/, 'a KPI or a member, e.g. ENV-05.pm25-24h.share'),
  period: periodSchema,
  direction: z.enum(['above', 'below']),
  limit: z
    .union([z.number(), z.literal('target')])
    .describe('`target`: what the KPI is to reach then, by its definition'),
  clear: clearSchema.optional(),
});

const alarmRuleBodySchema = z.discriminatedUnion('kind', [
  thresholdSchema,
  bandSchema,
  rateSchema,
  frozenSchema,
  silenceSchema,
  kpiSchema,
]);

export const alarmRuleSchema = alarmRuleBodySchema.refine(
  (rule) => rule.kind !== 'band' || rule.low + rule.margin < rule.high - rule.margin,
  { path: ['high'], message: 'must lie above low, by more than both margins' },
);

export type AlarmRule = z.infer<typeof alarmRuleSchema>;
/** Rules about a measure's windows. */
export type MeasureRule = Exclude<AlarmRule, { kind: 'silence' | 'kpi' }>;

/** A rule with what the registry knows of its version; times are epoch ms. */
export interface RuleVersion {
  readonly version: number;
  /** From when on it is evaluated. */
  readonly validFrom: number;
  readonly rule: AlarmRule;
}
