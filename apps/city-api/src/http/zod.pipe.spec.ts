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

  it.each([
    ['U+0000', { names: [{ vi: 'a\u0000b' }] }, 'names.0.vi'],
    ['half a surrogate pair', { name: '\ud800' }, 'name'],
    ['U+0000 in a key', { by: { 'a\u0000': 1 } }, 'by'],
  ])('refuses %s, which no store takes, with 400 and its place', (_name, value, path) => {
    expect(refusal(value)).toMatchObject({
      status: 400,
      detail: expect.stringContaining(`${path}: has a character`),
      errors: [{ path }],
    });
  });

  it('comes to an end in what holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop['again'] = { loop };

    expect(refusal(loop)).toMatchObject({ status: 400, detail: 'request: unknown: again' });
  });

  it('takes every other character, and nesting of any depth', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));

    expect(new ZodPipe(z.any()).transform({ text: 'Thủ Dầu Một 𝒩 \u202e\n', deep })).toHaveProperty('deep');
  });
});
