import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from './problem.js';
import { UNSTORABLE_MESSAGE, unstorableIn } from './storable-text.js';

/** Reads query, parameters or body with a schema; what doesn't fit is a 400 that names each place. */
export class ZodPipe<S extends z.ZodType> implements PipeTransform<unknown, z.infer<S>> {
  constructor(private readonly schema: S) {}

  transform(value: unknown): z.infer<S> {
    const place = unstorableIn(value);
    if (place !== null) throw unstorable(place);
    const parsed = this.schema.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    const errors = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message,
    }));
    const [first] = errors;
    throw new Problem(400, first ? `${first.path || 'request'}: ${first.message}` : 'not valid', errors);
  }
}

function unstorable(path: string): Problem {
  return new Problem(400, `${path || 'request'}: ${UNSTORABLE_MESSAGE}`, [
    { path, message: UNSTORABLE_MESSAGE },
  ]);
}
