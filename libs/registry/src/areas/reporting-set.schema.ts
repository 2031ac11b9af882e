import { z } from 'zod';
import { localDateSchema } from '../seed/local-date.js';

const position = z
  .array(z.number())
  .min(2)
  .refine(
    ([lon = NaN, lat = NaN]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90,
    'degrees as [lon, lat] (WGS 84)',
  )
  .transform(([lon = 0, lat = 0]): [number, number] => [lon, lat]);
const rings = z
  .array(z.array(position).min(4, 'a ring has at least four positions, the last as the first'))
  .min(1);

const code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash and underscore; at most 64');
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .transform((text) => text.normalize('NFC'));

const featureSchema = z.looseObject({
  type: z.literal('Feature'),
  properties: z.looseObject({
    code,
    nameVi: name,
    nameEn: name.optional(),
    level: z.enum(['province', 'district', 'commune']),
    /** Code of the area of this set that holds it. */
    parent: code.nullable().default(null),
    /** Official area; never worked out from the outline. */
    areaKm2: z.number().positive().nullable().default(null),
    /** First local day on which the area, or its new outline, holds. */
    validFrom: localDateSchema,
    validTo: localDateSchema.nullable().default(null),
  }),
  geometry: z
    .discriminatedUnion('type', [
      z.looseObject({ type: z.literal('Polygon'), coordinates: rings }),
      z.looseObject({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1) }),
    ])
    .nullable(),
});

/**
 * A reporting set as GeoJSON (RFC 7946): a FeatureCollection with an area a feature and three members of our own,
 * `set`, `successorsOf` and `successors`.
 */
export const reportingSetSchema = z.looseObject({
  type: z.literal('FeatureCollection'),
  set: z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a-z, 0-9 and dash; at most 40'),
    nameVi: name,
    nameEn: name,
    noteVi: z.string().max(2000).default(''),
    noteEn: z.string().max(2000).default(''),
  }),
  features: z.array(featureSchema).min(1).max(2000),
  /** Set whose areas became these. */
  successorsOf: z.string().optional(),
  successors: z
    .array(
      z.strictObject({
        from: code,
        to: code,
        /** Part of `from` that went to `to`; null while nobody knows it. */
        share: z.number().min(0).max(1).nullable(),
      }),
    )
    .max(20_000)
    .default([]),
});
export type ReportingSetInput = z.infer<typeof reportingSetSchema>;
