import { z } from 'zod';

const path = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe(
    'way into the payload: `a.b`, `a[0]`, `a["b c"]`, `a[name=b].value`; `$.a` begins at the message',
  );
const scalar = z.union([z.string().max(64), z.number(), z.boolean()]);
const named = z.record(z.string().max(64), z.union([z.string().max(64), z.number()]));
const mapOf = named
  .refine((map) => Object.keys(map).length <= 64, 'at most 64 values')
  .describe('value in the payload → value that is stored, or the name of a state');

const measureSource = z.strictObject({
  path: path.optional(),
  value: z
    .union([z.number(), z.string().max(64)])
    .optional()
    .describe('the same in every reading'),
  unit: z.string().max(20).optional().describe("the payload's unit as UCUM; converted to the catalogue's"),
  factor: z.number().optional(),
  offset: z.number().optional().describe('added after the factor'),
  map: mapOf.optional(),
  ignore: z.array(scalar).max(16).optional().describe('values that mean: not measured'),
});

/** Mapping of a vendor's own JSON, as it is written. What it means is checked by `compileMapping`. */
export const mappingSchema = z
  .strictObject({
    readings: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'where the readings are: an array, one of them, or the members of an object (`lanes.*`); default: the message',
      ),
    time: z.union([
      path,
      z.strictObject({
        path,
        format: z
          .string()
          .min(1)
          .max(40)
          .default('rfc3339')
          .describe('rfc3339, epoch-s, epoch-ms or a pattern of YYYY MM DD HH mm ss SSS'),
        zone: z.string().max(6).optional().describe('offset of a local time, such as +07:00'),
        stamp: z.enum(['end', 'start']).optional().describe("default: the device profile's"),
      }),
    ]),
    period: z
      .union([
        path,
        z.strictObject({
          path: path.optional(),
          value: z.number().optional(),
          unit: z.enum(['s', 'ms', 'min', 'h']).default('s'),
        }),
      ])
      .optional(),
    lane: z
      .union([
        path,
        z.strictObject({
          path: path.optional(),
          value: z.number().int().optional(),
          map: z.record(z.string().max(64), z.number().int()).optional(),
        }),
      ])
      .optional(),
    speedKind: z.enum(['space', 'time']).optional(),
    measures: z
      .record(z.string().max(64), z.union([path, measureSource]))
      .refine((all) => Object.keys(all).length >= 1 && Object.keys(all).length <= 64, '1 to 64 measures'),
  })
  .meta({ id: 'PayloadMapping' });

export type MappingDocument = z.infer<typeof mappingSchema>;
