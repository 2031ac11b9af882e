import { z } from 'zod';

/** Who does something, by name: there are no accounts yet, so that the administrator's key vouches for it. */
export const person = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .transform((text) => text.normalize('NFC'))
  .describe('name of the person who does it');

/** Why something is done, in words. */
export const reasonText = z
  .string()
  .trim()
  .min(3)
  .max(1000)
  .transform((text) => text.normalize('NFC'))
  .describe('why, in words');
