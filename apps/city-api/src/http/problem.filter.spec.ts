import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { RegistryError } from '@app/registry';
import { TimeSeriesError } from '@app/time-series';
import { Problem } from './problem.js';
import { toProblem } from './problem.filter.js';

describe('the reply to an error', () => {
  it.each([
    ['REGISTRY_CONFLICT', 409],
    ['REGISTRY_INVALID', 400],
    ['REGISTRY_NOT_FOUND', 404],
    ['REGISTRY_UNAVAILABLE', 503],
  ] as const)('%s is %s with its words', (code, status) => {
    expect(toProblem(new RegistryError(code, 'id: taken'))).toMatchObject({ status, detail: 'id: taken' });
  });

  it('a series of too many rows is 422 and says what to do; a store that is down 503', () => {
    const many = new TimeSeriesError('TIMESERIES_TOO_MANY_ROWS', 'more than 10 rows', false);
    const down = new TimeSeriesError('TIMESERIES_IO', 'disk at /secret/path', true);

    expect(toProblem(many)).toMatchObject({ status: 422, detail: expect.stringContaining('shorter span') });
    expect(toProblem(down).status).toBe(503);
    expect(toProblem(down).detail).not.toContain('/secret');
  });

  it("keeps a problem as it is, and takes over Nest's and Fastify's refusals", () => {
    expect(toProblem(new Problem(404, 'no area x')).detail).toBe('no area x');
    expect(toProblem(new NotFoundException('Cannot GET /x'))).toMatchObject({
      status: 404,
      detail: 'Cannot GET /x',
    });
    expect(toProblem(Object.assign(new Error('too large'), { statusCode: 413 })).status).toBe(413);
  });

  it.each([new Error('SELECT secret FROM inside'), 'text', null])('shows nothing of %p', (error) => {
    const problem = toProblem(error);

    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain('SELECT');
  });
});
