import { z } from 'zod';

const DAY_S = 86_400;

export const rotationInput = z
  .strictObject({
    overlap: z
      .number()
      .int()
      .min(0)
      .max(90 * DAY_S)
      .default(DAY_S)
      .meta({ description: 'seconds for which the credentials before go on working; a day by default' }),
  })
  .meta({ id: 'RotationInput' });

export const rotatedSchema = z
  .object({
    id: z.string().meta({ description: 'of the device or gateway: its user name' }),
    credential: z.string().meta({ description: 'shown this once; stored only as a salted hash' }),
    credentialId: z.string(),
    othersUntil: z.string().meta({ description: 'until when the credentials before work' }),
  })
  .meta({ id: 'RotatedCredential' });

export const storedCredentialSchema = z
  .object({
    id: z.string(),
    createdAt: z.string(),
    expiresAt: z
      .string()
      .nullable()
      .meta({ description: 'when its overlap ends; null: until it is revoked' }),
    revokedAt: z.string().nullable(),
    inForce: z.boolean(),
  })
  .meta({ id: 'StoredCredential' });
