import { FAMILIES } from '@app/contracts';
import { z } from 'zod';

/**
 * A KPI definition as data (`seeds/kpis/*.yaml`): what is shown, how it is rolled up, how much data it needs and
 * where it comes from. The numbers themselves come from the named `method` in this library, or, for a definition
 * that a planner adds, from a CEL `expression` over components.
 */

const nameSchema = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

/** Local date `YYYY-MM-DD` (UTC+7); validity runs from its midnight. */
const localDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const periodNameSchema = z.enum(['5min', '15min', 'hour', 'day', 'week', 'month', 'quarter', 'year']);

/** How a parent area or period comes from its children. */
export const rollupSchema = z.enum([
  /** Σ num; den is 1. */
  'sum',
  /** Σ num / Σ den · scale. */
  'ratio',
  /** Greatest value with the station it stands at; no official area value exists (AQI). */
  'max-with-place',
  /** Percentile of merged histograms. */
  'histogram',
  /** Energy mean of levels in dB. */
  'energy-mean',
  /** Weighted by vehicle-kilometres, of per-segment results. */
  'vkt-weighted',
  /** Weighted by population. */
  'population-weighted',
  /** Mean over all valid stations, never a mean of means. */
  'station-mean',
  /** No area value: only stations have one. */
  'station-only',
  /** Only the province has one (socio-economic series). */
  'province-only',
  /** A formula of one's own over summed components: computed anew at each level from its sums. */
  'expression',
]);

/** ↑ higher better, ↓ lower better, ↔ context only, ⊂ a target band. */
export const directionSchema = z.enum(['up', 'down', 'context', 'band']);

const memberSchema = z.strictObject({
  /** What stands after the family's id and a dot: `total` in `MOB-09.total`. */
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  names: nameSchema,
  unit: z.string(),
  precision: z.number().int().min(0).max(6).optional(),
  direction: directionSchema.optional(),
  /** CEL, as in the definition; then every member has one. */
  expression: z.string().min(1).optional(),
});

const targetSchema = z.strictObject({
  /** Member the target is for; omitted: the KPI itself, or all its members. */
  member: z.string().optional(),
  /** Area code; omitted: every area. */
  area: z.string().optional(),
  /** Calendar year, or the dates between which the target holds. */
  year: z.number().int().optional(),
  validFrom: localDateSchema.optional(),
  validTo: localDateSchema.optional(),
  lo: z.number().optional(),
  hi: z.number().optional(),
  comparator: z.enum(['le', 'lt', 'ge', 'gt', 'between']),
  sourceDoc: z.string(),
  sourceQuote: z.string().optional(),
});

export const kpiDefinitionSchema = z.strictObject({
  /** `MOB-04`; members add a suffix: `MOB-14.motorcycle`. */
  id: z.string().regex(/^[A-Z]{3}-\d{2,3}$/),
  version: z.number().int().min(1),
  names: nameSchema,
  /** UCUM-like unit as shown: `veh/h`, `%`, `km/h`. Members may have their own. */
  unit: z.string(),
  /** What the unit measures: flow, speed, ratio, share, count, time, index, concentration, level, energy, money … */
  dimension: z.string(),
  /** Field of the city it belongs to (DESIGN §7, decision 1338). */
  domain: z.enum([
    'mobility',
    'environment',
    'water',
    'waste',
    'energy',
    'safety',
    'data',
    'socio-economic',
    'crossed',
  ]),
  /** Measure family whose windows it reads, `data` for DAT-*, `indicators` for socio-economic series, or null. */
  family: z.enum([...FAMILIES, 'data', 'indicators']).nullable(),
  /** Named method in libs/kpi, e.g. `traffic.spaceMeanSpeed`; null while planned or where `expression` rules. */
  method: z.string().nullable(),
  /** Formula in words and symbols, for people. */
  formula: z.string(),
  /**
   * CEL over the family's summed components (`c.vkt`), facts of the area (`fact["area_km2"]`) and series of equal
   * area, set and period (`series["se.pop"]`); a number, or `ratio(num, den, scale)`. Where it stands it computes the
   * KPI, also one that has a named method.
   */
  expression: z.string().min(1).optional(),
  members: z.array(memberSchema).default([]),
  /** Periods it is served at; another one is a 400. */
  periods: z.array(periodNameSchema).min(1),
  /** How far back before its period the formula reads, in hours (ENV-01: 11). */
  lookbackHours: z.number().min(0).default(0),
  rollup: rollupSchema,
  direction: directionSchema,
  /** Completeness from which quality is `ok` and `partial`, as fractions. */
  minCompleteness: z
    .strictObject({ ok: z.number().min(0).max(1), partial: z.number().min(0).max(1) })
    .default({
      ok: 0.75,
      partial: 0.5,
    }),
  /** Decimals shown; values are stored unrounded unless the method's source rounds (AQI). */
  precision: z.number().int().min(0).max(6),
  targets: z.array(targetSchema).default([]),
  /** Set of limits (`seeds/limits.yaml`) that the method reads by date, e.g. `qcvn05`. */
  limits: z.string().nullable().default(null),
  /** Settings of the method, e.g. MOB-05's peak windows; checked by the method. */
  parameters: z.record(z.string(), z.unknown()).default({}),
  /** Bands for display, ascending by `upTo`; the last one has none. */
  bands: z
    .array(z.strictObject({ upTo: z.number().nullable(), names: nameSchema, colour: z.string() }))
    .default([]),
  /** `shadow`: a version that is only compared with the one in force, never served. */
  status: z.enum(['computed', 'planned', 'shadow']),
  /** Where the definition comes from: document, clause, page. */
  source: z.string().min(1),
  /** Codes of frameworks it maps to, e.g. `U4SSC EC:I:T:5A`. */
  references: z.array(z.string()).default([]),
  note: nameSchema.optional(),
  validFrom: localDateSchema,
  validTo: localDateSchema.nullable().default(null),
});

export type KpiDefinition = z.infer<typeof kpiDefinitionSchema>;
export type Rollup = z.infer<typeof rollupSchema>;
export type KpiDirection = z.infer<typeof directionSchema>;

/**
 * Concentration limits by date (`limits` seed): the row whose dates contain the start of the averaging time rules.
 * µg/m³ at 25 °C. [QCVN 05:2023/BTNMT]
 */
export const limitSchema = z.strictObject({
  /** Set that definitions name: `qcvn05`. */
  set: z.string(),
  pollutant: z.enum(['pm25', 'pm10', 'o3', 'no2', 'so2', 'co']),
  averaging: z.enum(['1h', '8h', '24h', 'year']),
  value: z.number().positive(),
  validFrom: localDateSchema,
  validTo: localDateSchema.nullable().default(null),
  source: z.string(),
});
export type Limit = z.infer<typeof limitSchema>;

/** Passenger-car units of the vehicle classes by road type and date (`pcu` seed). */
export const pcuSchema = z.strictObject({
  /** Table's name, e.g. `default`. */
  standard: z.string(),
  roadType: z.enum(['urban', 'rural']),
  factors: z.strictObject({
    bicycle: z.number(),
    motorcycle: z.number(),
    car: z.number(),
    bus_small: z.number(),
    bus: z.number(),
    truck2: z.number(),
    truck3: z.number(),
    trailer: z.number(),
  }),
  validFrom: localDateSchema,
  validTo: localDateSchema.nullable().default(null),
  source: z.string(),
});
export type PcuTable = z.infer<typeof pcuSchema>;
