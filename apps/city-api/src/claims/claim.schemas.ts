import { z } from 'zod';
import { person } from '../http/person.js';
import { deviceInput, idParam } from '../inventory/inventory.schemas.js';

const id = idParam.shape.id;

export const claimBatchInput = z
  .strictObject({
    count: z.number().int().min(1).max(1000),
    profile: z.string().min(1).max(64).meta({ description: 'device type of all of them' }),
    cadence: z
      .number()
      .int()
      .min(1)
      .max(86_400)
      .optional()
      .meta({ description: "seconds between two readings; by default the profile's" }),
    area: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'area in which all of them have to stand; by default anywhere' }),
    station: id.optional().meta({ description: 'station at which all of them stand' }),
    prefix: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, 'letters, digits, dot, dash and underscore; at most 32')
      .optional()
      .meta({ description: "begin of the devices' ids; by default the profile" }),
    days: z.number().int().min(1).max(400).default(90).meta({ description: 'how long they can be claimed' }),
    note: z.string().trim().max(200).default('').meta({ description: 'e.g. delivery or contract' }),
    by: person.optional(),
  })
  .meta({ id: 'ClaimBatchInput' });

export const newClaimsSchema = z
  .object({
    id: z.string().meta({ description: 'of the batch' }),
    expiresAt: z.string(),
    items: z.array(
      z.object({
        device: z.string().meta({ description: 'id that its device gets' }),
        claimCode: z.string().meta({ description: 'shown this once' }),
      }),
    ),
  })
  .meta({ id: 'NewClaimCodes' });

export const claimBatchSchema = z
  .object({
    id: z.string(),
    note: z.string(),
    profile: z.string(),
    cadence: z.number(),
    area: z.string().nullable(),
    station: z.string().nullable(),
    by: z.string(),
    at: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
    codes: z.number().int(),
    claimed: z.number().int(),
  })
  .meta({ id: 'ClaimBatch' });

export const claimInput = z
  .strictObject({
    claimCode: z.string().max(64),
    station: id.optional().meta({ description: 'station at which it stands, where that is registered' }),
    place: z
      .strictObject({
        name: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .transform((text) => text.normalize('NFC')),
        lat: z.number().min(-90).max(90),
        lon: z.number().min(-180).max(180),
      })
      .optional()
      .meta({ description: 'where it stands, for a station of its own' }),
    lanes: deviceInput.shape.lanes,
    direction: deviceInput.shape.direction,
  })
  .meta({ id: 'ClaimInput' });

export const claimedSchema = z
  .object({
    id: z.string().meta({ description: 'of the device: its user name' }),
    credential: z.string().meta({ description: 'shown this once; stored only as a salted hash' }),
    station: z.string(),
  })
  .meta({ id: 'ClaimedDevice' });
