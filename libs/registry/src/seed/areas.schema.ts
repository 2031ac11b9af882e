import { z } from 'zod';
import { localDateSchema } from './local-date.js';

const populationSchema = z.strictObject({
  /** Null where the source doesn't say of which year. */
  year: z.number().int().nullable(),
  value: z.number().int().positive(),
  status: z.enum(['estimate', 'preliminary', 'official', 'reference']),
  note: z.string(),
});

const areaSchema = z
  .strictObject({
    code: z.string().min(1),
    nameVi: z.string().min(1),
    nameEn: z.string().min(1),
    level: z.enum(['province', 'district', 'commune']),
    parent: z.string().nullable(),
    areaKm2: z.number().positive().nullable(),
    validFrom: localDateSchema,
    /** Time for which its set reports with it; stations are placed by these dates. */
    validTo: localDateSchema.nullable(),
    /** When the unit ended in law, which may be before its set stops using it. */
    legalTo: localDateSchema.nullable(),
    population: z.array(populationSchema).default([]),
    noteVi: z.string().optional(),
    noteEn: z.string().optional(),
  })
  .refine(
    (area) => area.validTo === null || area.validTo > area.validFrom,
    'validTo must be after validFrom',
  );

/** `areas/*.yaml`: one reporting set with its areas. */
export const areasFileSchema = z.strictObject({
  set: z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    status: z.enum(['active', 'listed']),
    nameVi: z.string(),
    nameEn: z.string(),
    noteVi: z.string(),
    noteEn: z.string(),
    /** End of the set's use for reporting, which may lie after its areas' legal end; null: open. */
    activeTo: localDateSchema.nullable(),
  }),
  /** GeoJSON file beside this one, or null. */
  outlines: z.string().nullable(),
  areas: z.array(areaSchema).min(1),
  successorsOf: z.string().optional(),
  successorsNote: z.string().optional(),
  successors: z
    .array(z.strictObject({ from: z.string(), to: z.string(), share: z.number().min(0).max(1).nullable() }))
    .default([]),
});

const positionSchema = z.tuple([z.number(), z.number()]);
const ringsSchema = z.array(z.array(positionSchema).min(4)).min(1);

/** Outlines: features named by `properties.code`; only outer rings are used. */
export const outlinesSchema = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.looseObject({
      properties: z.looseObject({ code: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: ringsSchema }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(ringsSchema).min(1) }),
      ]),
    }),
  ),
});
