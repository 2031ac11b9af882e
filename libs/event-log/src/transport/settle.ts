import { isObservable, lastValueFrom } from 'rxjs';
import type { LogBatch, Outcome } from '../event-log.port.js';

/**
 * Waits for what a Nest handler gave back and reads an outcome out of it. Anything that is not a clear
 * `Committed` or `Lost` is a `Retry`: in Nest a handler that throws may come back as an error stream, and one
 * that forgets to answer looks like success.
 */
export async function settle(answer: unknown, batch: LogBatch): Promise<Outcome> {
  try {
    const awaited: unknown = await answer;
    const value: unknown = isObservable(awaited)
      ? await lastValueFrom(awaited, { defaultValue: undefined })
      : awaited;
    return readOutcome(value, batch);
  } catch (error) {
    return { kind: 'retry', reason: describe(error) };
  }
}

function readOutcome(value: unknown, batch: LogBatch): Outcome {
  if (typeof value !== 'object' || value === null || !('kind' in value)) {
    return { kind: 'retry', reason: 'the handler returned no outcome' };
  }
  const reason = 'reason' in value ? String(value.reason) : 'no reason given';
  if (value.kind === 'lost') return { kind: 'lost', reason };
  if (value.kind !== 'committed') return { kind: 'retry', reason };
  const next = 'next' in value ? value.next : undefined;
  if (typeof next !== 'number' || !(next >= batch.from && next <= batch.next)) {
    const range = `${batch.from} to ${batch.next}`;
    return { kind: 'retry', reason: `the handler committed to ${String(next)}, which is not in ${range}` };
  }
  return { kind: 'committed', next };
}

function describe(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
