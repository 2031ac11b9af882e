import { z } from 'zod';
import { localDateSchema } from './local-date.js';

/** `area-facts.yaml`: figures about areas that formulas divide by. */
export const areaFactsFileSchema = z.strictObject({
  facts: z.array(
    z.strictObject({
      set: z.string(),
      area: z.string(),
      validFrom: localDateSchema,
      validTo: localDateSchema.nullable().default(null),
      source: z.string().min(1),
      /** True: of the simulated city; counts only while its devices are in service. */
      virtual: z.boolean().default(false),
      figures: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), z.number().min(0)),
    }),
  ),
});
