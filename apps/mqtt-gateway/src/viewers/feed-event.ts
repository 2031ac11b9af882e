import type { FeedEvent } from '@app/contracts';

/** Reads a record of ❹; null for a kind or version that this gateway doesn't know, which it passes over. */
export function readFeedEvent(value: Uint8Array): FeedEvent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8'));
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || !('v' in parsed) || parsed.v !== 1) return null;
  return 'type' in parsed && 'item' in parsed ? (parsed as FeedEvent) : null;
}

/**
 * MQTT topic and payload that viewers get for an event, or null for an event that is not shown over MQTT. Sets may use
 * one code for different areas: those of another set than the one reported in by default stand under the set's name.
 */
export function publicationOf(
  event: FeedEvent,
  isHome: (reportingSet: string) => boolean,
): { readonly topic: string; readonly payload: Buffer } | null {
  if (event.type !== 'kpi') return null;
  const { area, kpi, period, reportingSet } = event.item;
  const levels = [...(isHome(reportingSet) ? [] : [reportingSet]), area, kpi, period];
  // A name that can't be a topic level would make the packet one that clients must refuse.
  if (!levels.every((level) => typeof level === 'string' && level !== '' && !/[/+#\0]/.test(level)))
    return null;
  return { topic: `kpi/${levels.join('/')}`, payload: Buffer.from(JSON.stringify(event.item)) };
}
