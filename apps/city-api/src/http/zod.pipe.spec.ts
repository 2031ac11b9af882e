import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Problem } from './problem.js';
import { ZodPipe } from './zod.pipe.js';

const pipe = new ZodPipe(z.strictObject({ limit: z.coerce.number().int().max(10).default(5) }));

function refusal(value: unknown): unknown {
  try {
    pipe.transform(value);
  } catch (error) {
    if (error instanceof Problem) return error.getResponse();
  }
  return null;
}

describe('ZodPipe', () => {
  it('gives what the schema makes of the request, nothing given included', () => {
    expect(pipe.transform({ limit: '7' })).toEqual({ limit: 7 });
    expect(pipe.transform(undefined)).toEqual({ limit: 5 });
  });

  it('refuses an unknown name with 400 and names it', () => {
    expect(refusal({ foo: '1' })).toMatchObject({ status: 400, detail: 'request: unknown: foo' });
  });

  it('refuses a wrong value with 400 and names each place', () => {
    expect(refusal({ limit: '11' })).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/^limit: /),
      errors: [{ path: 'limit' }],
    });
  });
});
