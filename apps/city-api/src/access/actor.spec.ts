import { describe, expect, it } from '@jest/globals';
import { Caller } from '@app/access';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { person } from '../http/person.js';
import { speakForYourself } from './actor.js';

const MINH = Caller.person('p-1', 'Phạm Văn Minh', [{ role: 'operator', area: null }], 's-1');
const BY = z.strictObject({ by: person });

/** What is asked once the guard has looked at it. */
function asked(method: string, given: Record<string, unknown>, caller = MINH): Record<string, unknown> {
  const at = method === 'POST' ? 'body' : 'query';
  const request = { method, [at]: given } as unknown as FastifyRequest;
  speakForYourself(request, { summary: 's', tag: 't', [at]: BY }, caller);
  return given;
}

describe('whoever is signed in speaks for themselves', () => {
  it.each(['POST', 'DELETE'])('their name is filled in where something is done: %s', (method) => {
    expect(asked(method, {})).toEqual({ by: 'Phạm Văn Minh' });
    expect(asked(method, { by: 'Phạm Văn Minh' })).toEqual({ by: 'Phạm Văn Minh' });
  });

  it('another name than theirs is refused', () => {
    expect(() => asked('POST', { by: 'Trần Văn Bình' })).toThrow(/speak for yourself/);
  });

  it('what only reads is left as it was asked: there `by` is no name', () => {
    expect(asked('GET', {})).toEqual({});
    expect(asked('GET', { by: 'station' })).toEqual({ by: 'station' });
  });

  it('a key says for whom it acts', () => {
    expect(asked('POST', { by: 'Trần Văn Bình' }, Caller.administratorKey)).toEqual({ by: 'Trần Văn Bình' });
  });
});
