import { expect } from '@jest/globals';
import type { Reply } from './http.js';

/** That a reply is problem+json of the status, names `named`, and shows nothing of the inside. */
export function expectProblem(reply: Reply, status: number, named: string): void {
  expect([reply.status, reply.type]).toEqual([status, 'application/problem+json']);
  expect(reply.body).toMatchObject({ type: 'about:blank', title: expect.any(String), status });
  expect(reply.body.detail).toContain(named);
  expect(reply.text).not.toMatch(/node_modules|\.js:\d|\.ts:\d/);
}
