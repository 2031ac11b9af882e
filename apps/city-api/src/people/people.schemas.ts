import { ROLES } from '@app/access';
import { z } from 'zod';
import { person as personName } from '../http/person.js';

export const grantSchema = z
  .strictObject({
    role: z.enum(ROLES),
    area: z
      .string()
      .max(64)
      .nullable()
      .default(null)
      .describe('code of an area of the reporting set in force; null: the whole province'),
  })
  .meta({ id: 'RoleGrant' });

const grantsInput = z.array(grantSchema).max(50);

export const personSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    issuer: z.string().nullable().describe('who vouched for them; null before the first sign-in'),
    blocked: z.boolean(),
    createdAt: z.string(),
    signedInAt: z.string().nullable(),
    roles: z.array(grantSchema),
  })
  .meta({ id: 'Person' });

export const newPersonSchema = personSchema
  .extend({ secret: z.string().nullable().describe('for the bundled issuer; shown this once') })
  .meta({ id: 'NewPerson' });

export const personInput = z.strictObject({
  name: personName,
  email: z.email().max(200).describe('as the identity provider has verified it'),
  roles: grantsInput,
  localSecret: z
    .boolean()
    .default(false)
    .describe('generate a secret for the bundled issuer (there only while bound to loopback)'),
});

export const personChange = z.strictObject({
  roles: grantsInput.optional(),
  blocked: z.boolean().optional().describe('true also ends their sessions'),
  newSecret: z.boolean().default(false).describe('generate a new secret for the bundled issuer'),
});

export const apiKeySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    createdAt: z.string(),
    expiresAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
    roles: z.array(grantSchema),
  })
  .meta({ id: 'ApiKey' });

export const newApiKeySchema = z
  .strictObject({ id: z.string(), key: z.string().describe('shown this once') })
  .meta({ id: 'NewApiKey' });

export const apiKeyInput = z.strictObject({
  name: z.string().trim().min(2).max(120).describe('what it is for'),
  roles: grantsInput.min(1),
  days: z.number().int().min(1).max(3650).default(365).describe('days that it is good for'),
});
