import type { Caller } from '@app/access';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Operation } from '../http/operation.js';
import { Problem } from '../http/problem.js';

/**
 * Whoever is signed in speaks for themselves: where an operation asks by whom something is done (`by`), it is filled in for
 * people, and another name than their own is refused. The administrator's key and services say for whom they act.
 * @throws Problem 403 for a name that is not the caller's
 */
export function speakForYourself(request: FastifyRequest, operation: Operation, caller: Caller): void {
  // Who only reads does nothing in anybody's name: `by` then says something else, e.g. by what a series is split.
  if (caller.kind !== 'person' || request.method === 'GET' || request.method === 'HEAD') return;
  if (asksBy(operation.body) && isRecord(request.body)) fill(request.body, caller);
  if (asksBy(operation.query) && isRecord(request.query)) fill(request.query, caller);
}

function asksBy(schema: z.ZodType | undefined): boolean {
  return schema instanceof z.ZodObject && 'by' in schema.shape;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fill(given: Record<string, unknown>, caller: Caller): void {
  given['by'] ??= caller.name;
  if (given['by'] !== caller.name)
    throw new Problem(403, `by: you are signed in as ${caller.name}, and speak for yourself`);
}

/** Who does it: the person who is signed in, or for whom another caller says that it acts. Also where a body was YAML. */
export function doneBy(caller: Caller, by: string | undefined): string {
  return caller.kind === 'person' ? caller.name : (by ?? caller.name);
}
