import type { FeedEvent } from '@app/contracts';

const TYPES: ReadonlySet<string> = new Set(['kpi', 'device', 'alarm'] satisfies FeedEvent['type'][]);

/** Reads a record of ❹; null for what isn't one. Written by our own services only, so a look at version and type is enough. */
export function parseFeedEvent(value: Uint8Array): FeedEvent | null {
  try {
    const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
    const event = JSON.parse(text) as FeedEvent;
    return event.v === 1 && TYPES.has(event.type) ? event : null;
  } catch {
    return null;
  }
}
