import { FAMILIES, SPEED_LIMITS_KMH } from '@app/contracts';
import { z } from 'zod';
import { localDateSchema } from './local-date.js';

const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'an id has a-z 0-9 . _ - and at most 64 characters');
const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time of day is written HH:MM');

/** Registry facts by key, with the shape of each value. */
export const stationFactsSchema = z.strictObject({
  segment: z
    .strictObject({
      lengthKm: z.number().positive(),
      lanes: z.number().int().positive(),
      freeFlowKmh: z.number().positive(),
      /** Of one direction, pcu/h. */
      capacityPcu: z.number().positive().optional(),
      speedLimitKmh: z.literal(SPEED_LIMITS_KMH).optional(),
    })
    .optional(),
  roadType: z.enum(['urban', 'rural']).optional(),
  /** Major: arterials and highways, which MOB-12 counts. [U4SSC EC:ICT:T:2C] */
  roadClass: z.enum(['major', 'minor']).optional(),
  /** When lamps are to be on, local time; `off` before `on` means the next morning. */
  schedule: z.strictObject({ on: clockSchema, off: clockSchema }).optional(),
  lamps: z
    .strictObject({
      total: z.number().int().positive(),
      managed: z.number().int().min(0),
      led: z.number().int().min(0),
      /** Length of street that its lamps light, km. */
      litKm: z.number().positive().optional(),
    })
    .optional(),
  /** Flood warning levels in metres above the station's datum. */
  floodLevels: z
    .strictObject({ bd1: z.number(), bd2: z.number(), bd3: z.number(), datum: z.string(), note: z.string() })
    .optional(),
  /** Area type of QCVN 26:2010. */
  noiseArea: z.enum(['special', 'ordinary']).optional(),
  bins: z.strictObject({ total: z.number().int().positive(), sensor: z.number().int().min(0) }).optional(),
  lot: z.strictObject({ spaces: z.number().int().positive(), realtime: z.boolean() }).optional(),
  /** Length of drain that the gauge watches, km. */
  drain: z.strictObject({ lengthKm: z.number().positive() }).optional(),
});

/** `stations.yaml`. */
export const stationsFileSchema = z.strictObject({
  /** Day from which facts without dates of their own hold. */
  factsFrom: localDateSchema,
  virtual: z.boolean().default(false),
  stations: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string().min(1),
      kind: z.enum(FAMILIES),
      lat: z.number().min(8).max(24),
      lon: z.number().min(102).max(110),
      facts: stationFactsSchema.default({}),
      areaOverride: z.record(z.string(), z.string()).nullable().default(null),
    }),
  ),
});

/** `devices.yaml`. */
export const devicesFileSchema = z.strictObject({
  virtual: z.boolean().default(false),
  /** Gateway that may write for every device of the file that names none. */
  gateway: z.string().nullable().default(null),
  devices: z.array(
    z.strictObject({
      id: idSchema,
      station: idSchema,
      profile: z.string().min(1),
      codec: z.string().nullable().default(null),
      cadence: z.number().int().min(1).max(86_400),
      lanes: z.array(z.number().int().min(1).max(16)).default([]),
      direction: z.string().default(''),
      activeFrom: localDateSchema.nullable().default(null),
      gateway: z.string().nullable().default(null),
    }),
  ),
});
