import type { z } from 'zod';
import { Problem } from './problem.js';
import { ZodPipe } from './zod.pipe.js';

/** Reads GeoJSON, which arrives as text (or, sent as JSON, read already), with a schema. Problem 400 for what is no JSON. */
export class GeoJsonPipe<S extends z.ZodType> extends ZodPipe<S> {
  override transform(value: unknown): z.infer<S> {
    return super.transform(typeof value === 'string' ? jsonOf(value) : value);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(400, `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
