import { ACTIONS } from '@app/access';
import { z } from 'zod';
import { grantSchema } from '../people/people.schemas.js';

export const sessionSchema = z
  .strictObject({
    kind: z.enum(['anonymous', 'key', 'service', 'person']),
    id: z.string(),
    name: z.string(),
    roles: z.array(grantSchema),
    actions: z.array(z.enum(ACTIONS)).describe('what they may do, somewhere at least'),
    places: z
      .array(
        z.strictObject({
          area: z.string().nullable().describe('with what lies in it; null: the whole province'),
          actions: z.array(z.enum(ACTIONS)),
        }),
      )
      .describe('what they may do where'),
    canSignIn: z.boolean(),
    sessions: z
      .array(
        z.strictObject({ agent: z.string(), since: z.string(), usedAt: z.string(), current: z.boolean() }),
      )
      .describe('where they are signed in'),
  })
  .meta({ id: 'SessionState' });

export const signInQuery = z.strictObject({
  to: z
    .string()
    .max(2000)
    // A path of this page and nothing that a browser takes for another site's address.
    .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, 'a path of the page, e.g. /thiet-bi')
    .default('/')
    .describe('path to show afterwards'),
});

export const refreshInput = z.strictObject({
  refreshToken: z.string().max(200).optional().describe('without it the cookie is taken'),
});

export const signOutInput = z.strictObject({ everywhere: z.boolean().default(false) });

export const tokensSchema = z
  .strictObject({
    accessToken: z.string(),
    accessUntil: z.string(),
    refreshToken: z.string(),
    refreshUntil: z.string(),
  })
  .meta({ id: 'SessionTokens' });
