import { z } from 'zod';

export const PERIODS = ['5min', '15min', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export const periodSchema = z.enum(PERIODS);
export type Period = z.infer<typeof periodSchema>;

export const qualitySchema = z.enum(['ok', 'partial', 'insufficient']);
export type Quality = z.infer<typeof qualitySchema>;

export const finalitySchema = z.enum(['provisional', 'final', 'signed']);
export type Finality = z.infer<typeof finalitySchema>;

/** One KPI value of one area and period with all that it rests on. The same object in REST, SSE and MQTT. */
export const kpiItemSchema = z
  .object({
    kpi: z.string().meta({ description: 'KPI, or member of a family, e.g. MOB-04 or MOB-14.motorcycle' }),
    area: z.string().meta({ description: "area code of the reporting set, or a station's id" }),
    place: z.string().nullable().meta({ description: 'station that a maximum stands at' }),
    period: periodSchema,
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }).meta({ description: 'exclusive' }),
    value: z.number().nullable().meta({ description: 'null when insufficient; never zero in its stead' }),
    unit: z.string(),
    num: z.number().nullable(),
    den: z.number().nullable(),
    quality: qualitySchema,
    finality: finalitySchema,
    completeness: z.number().min(0).max(1),
    sources: z.object({ reporting: z.number().int(), expected: z.number().int() }),
    definition: z.number().int().meta({ description: 'version of the definition' }),
    reportingSet: z.string(),
    registryRevision: z.number().int(),
    revision: z.number().int(),
    reason: z.string().nullable().meta({ description: 'why a revision was made, or a caveat such as tms' }),
    caveats: z.array(z.string()).default([]).meta({
      description:
        'what the value must be read with, whatever its reason: spot_speed, interval_speed, unofficial, median, monitored_roads',
    }),
    computedAt: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'KpiItem' });
export type KpiItem = z.infer<typeof kpiItemSchema>;
