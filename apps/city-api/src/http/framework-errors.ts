import type { FastifyReply, FastifyRequest } from 'fastify';
import { protectRaw } from './headers.js';
import { problemDetails } from './problem.js';

/** Fastify's `frameworkErrors`: refusals that come before any route, such as a path that is not valid UTF-8. */
export function frameworkErrors(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 400;
  const detail = status < 500 ? error.message : 'the request could not be read';
  protectRaw(reply.raw); // no hook runs for it
  // A serializer, because at this point Fastify hasn't prepared one for the reply.
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDetails(status, detail)));
}
