import { SPEED_LIMITS_KMH } from '@app/contracts';
import { z } from 'zod';
import { HEALTHS } from '../devices/device-health.schemas.js';

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'letters, digits, dot, dash and underscore; at most 64; begins with a letter or digit',
  );
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .transform((text) => text.normalize('NFC'));

export const idParam = z.object({ id });

const segmentSchema = z.object({
  lengthKm: z.number().positive().max(1000),
  lanes: z.number().int().min(1).max(32),
  freeFlowKmh: z.number().positive().max(200),
  capacityPcu: z.number().positive().max(50_000).optional().meta({ description: 'of one direction, pcu/h' }),
  speedLimitKmh: z
    .number()
    .optional()
    .meta({ description: `speed limit, one of ${SPEED_LIMITS_KMH.join(', ')} km/h` }),
});

export const stationInput = z
  .strictObject({
    id,
    name,
    kind: z.string().min(1).max(40).meta({ description: 'measure family, e.g. traffic, air, lighting' }),
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    segment: segmentSchema.optional(),
  })
  .meta({ id: 'StationInput' });

export const stationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    lat: z.number(),
    lon: z.number(),
    area: z.string().nullable().meta({ description: 'code of the smallest area that holds it' }),
    areaOverride: z
      .record(z.string(), z.string())
      .meta({ description: 'area by reporting set, where somebody placed it by hand' }),
    segment: segmentSchema.nullable(),
    devices: z.array(z.string()),
    virtual: z.boolean(),
  })
  .meta({ id: 'Station' });

export const placingInput = z
  .strictObject({
    reportingSet: z.string().max(64).optional(),
    area: z.string().max(64).nullable(),
  })
  .meta({ id: 'PlacingInput' });

export const deviceInput = z
  .strictObject({
    id,
    station: id,
    profile: z.string().min(1).max(64),
    codec: z.string().min(1).max(64).optional(),
    cadence: z.number().int().min(1).max(86_400).meta({ description: 'seconds between two readings' }),
    lanes: z.array(z.number().int().min(0).max(99)).max(32).optional(),
    direction: z
      .string()
      .regex(/^[A-Za-z0-9_-]{0,32}$/)
      .optional(),
    activeFrom: z.iso.datetime({ offset: true }).optional(),
    gateway: id.optional(),
  })
  .meta({ id: 'DeviceInput' });

export const quarantineSchema = z
  .object({ since: z.string(), reason: z.string(), by: z.string() })
  .meta({ id: 'Quarantine' });

export const deviceSchema = z
  .object({
    id: z.string(),
    station: z.string(),
    profile: z.string(),
    family: z.string(),
    codec: z.string(),
    cadence: z.number(),
    lanes: z.array(z.number()),
    direction: z.string(),
    gateway: z.string().nullable(),
    active: z.boolean(),
    activeFrom: z.string().nullable(),
    state: z.enum(['live', 'late', 'silent', 'never']),
    lastSeen: z.string().nullable(),
    virtual: z.boolean(),
    health: z.enum(HEALTHS).meta({
      description:
        '`state`, or frozen (one value over and over), or flapping (came and went four times within the hour)',
    }),
    age: z.number().int().nullable().meta({ description: 'seconds since the end of its newest reading' }),
    quarantine: quarantineSchema.nullable().meta({
      description: 'what it sends is rejected as `quarantined` meanwhile',
    }),
    frozen: z.array(z.string()).meta({ description: 'measures whose value stands still' }),
  })
  .meta({ id: 'Device' });

export const gatewayInput = z.strictObject({ id }).meta({ id: 'GatewayInput' });

export const gatewaySchema = z
  .object({
    id: z.string(),
    devices: z.number().int().meta({ description: 'how many are registered under it' }),
  })
  .meta({ id: 'Gateway' });

export const credentialSchema = z
  .object({
    id: z.string(),
    credential: z.string().meta({ description: 'shown this once; stored only as a salted hash' }),
  })
  .meta({ id: 'NewCredential' });
