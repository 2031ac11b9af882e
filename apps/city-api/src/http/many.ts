import { z } from 'zod';

/** Query parameter that takes several values: separated by commas, or repeated. Repeats of a value count once. */
export function many(max: number, describe: string): z.ZodType<readonly string[]> {
  const one = z.string().max(2000);
  return z
    .union([one, z.array(one)])
    .optional()
    .transform((given) => {
      const texts = given === undefined ? [] : [given].flat();
      return [...new Set(texts.flatMap((text) => text.split(',')).map((text) => text.trim()))].filter(
        (text) => text !== '',
      );
    })
    .refine((values) => values.length <= max, `at most ${max}`)
    .describe(describe);
}
