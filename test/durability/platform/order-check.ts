import type { TraceEvent } from '../trace/events.js';
import type { Acknowledged } from './acknowledgements.js';

const SEGMENT = /^log\/segment-\d+\.lmdb$/;
const META_BYTES = 2 * 4096;

/**
 * When each reading became durable: its bytes were written to a segment, a sync of the segment that began after that
 * has succeeded, and then the page that makes them part of the log was written, itself synced.
 * @param numbersIn readings whose payloads are in some bytes
 */
export function durableAt(
  events: readonly TraceEvent[],
  numbersIn: (bytes: Buffer) => readonly number[],
): Map<number, number> {
  const segments = new Map<number, SegmentState>();
  const durable = new Map<number, number>();
  events.forEach((event, at) => {
    if (event.kind === 'open' && SEGMENT.test(event.path) && !segments.has(event.file))
      segments.set(event.file, { written: [], syncing: [], synced: [] });
    const segment = 'file' in event ? segments.get(event.file) : undefined;
    if (!segment) return;
    if (event.kind === 'write') {
      if (event.atOnce && event.at < META_BYTES) {
        for (const number of segment.synced.splice(0)) if (!durable.has(number)) durable.set(number, at);
      } else segment.written.push(...numbersIn(event.bytes));
    } else if (event.kind === 'sync-begin') segment.syncing = segment.written.splice(0);
    else if (event.kind === 'sync-end' && event.errno === 0)
      segment.synced.push(...segment.syncing.splice(0));
  });
  return durable;
}

interface SegmentState {
  written: number[];
  syncing: number[];
  synced: number[];
}

/** Acknowledgements that left before their reading was durable, in words; none is as it must be. */
export function acknowledgedTooEarly(
  acknowledged: readonly Acknowledged[],
  durable: ReadonlyMap<number, number>,
): string[] {
  return acknowledged.flatMap(({ number, at }) => {
    const since = durable.get(number);
    if (since === undefined) return [`reading ${number} was acknowledged at event ${at} and never durable`];
    return since < at ? [] : [`reading ${number} was acknowledged at event ${at}, durable only at ${since}`];
  });
}
