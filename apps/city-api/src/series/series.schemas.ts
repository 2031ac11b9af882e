import { periodSchema } from '@app/contracts';
import { z } from 'zod';
import { listOf, pageQuery } from '../http/list.js';
import { many } from '../http/many.js';
import { spanQuery } from '../http/span.js';
import { formatQuery } from '../tabular/format.js';
import { AGGREGATIONS } from './aggregate.js';

/** What a series query asks for; a saved query keeps the same. */
export const seriesParameters = {
  ...spanQuery,
  measure: many(20, '`{family}.{key}`, e.g. traffic.speed; several by commas or repeated').refine(
    (measures) => measures.length > 0,
    'name a measure; see /api/v1/measures',
  ),
  device: many(500, 'devices'),
  station: many(500, 'stations'),
  area: many(100, 'area codes: all stations in each'),
  reportingSet: z.string().max(64).optional().describe('that the areas are of'),
  bucket: z
    .union([z.literal('raw'), periodSchema])
    .default('5min')
    .describe('`raw`: the stored points; periods are those of Asia/Ho_Chi_Minh'),
  agg: z.enum(AGGREGATIONS).optional().describe("default: the measure's own"),
  by: z
    .enum(['area', 'station', 'device', 'lane'])
    .optional()
    .describe('one series for each of these; default: for each area, station and device named'),
};

export const seriesQuery = z.strictObject({
  ...pageQuery,
  ...formatQuery,
  ...seriesParameters,
  names: z
    .enum(['vi', 'en'])
    .optional()
    .describe('files: also what measure, area and station are called, in this language'),
});
export type SeriesQuery = z.infer<typeof seriesQuery>;

const item = z
  .object({
    t: z.string().meta({ description: 'start of the bucket, or time of the point' }),
    value: z.number().nullable(),
    n: z.number().meta({ description: 'values that it rests on' }),
    completeness: z.number(),
    series: z.string().optional().meta({ description: 'of several: the `id` of its series' }),
    device: z.string().optional(),
    lane: z.string().optional(),
  })
  .meta({ id: 'SeriesItem' });

const series = z
  .object({
    id: z.string(),
    measure: z.string(),
    unit: z.string().meta({ description: 'UCUM' }),
    agg: z.enum(AGGREGATIONS).nullable().meta({ description: 'null: stored points' }),
    area: z.string().nullable(),
    station: z.string().nullable(),
    device: z.string().nullable(),
    lane: z.string().nullable(),
    devices: z.number().meta({ description: 'number of devices that it rests on' }),
    tier: z
      .enum(['raw', 'windows'])
      .meta({ description: 'what was read: stored points or 5-minute windows' }),
  })
  .meta({ id: 'Series' });

export const seriesReply = listOf(item).extend({
  series: z
    .array(series)
    .optional()
    .meta({ description: 'of a query for several: what was answered, in order' }),
});

export type SeriesReply = z.infer<typeof seriesReply>;
export type SeriesView = z.infer<typeof series>;
