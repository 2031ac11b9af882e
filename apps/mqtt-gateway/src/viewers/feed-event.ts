import type { AlarmItem, FeedEvent, KpiItem } from '@app/contracts';

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

/** What viewers get for an event: a topic and its new payload, of which the newest `order` counts. */
export interface Publication {
  readonly topic: string;
  /** Empty: nothing is retained any more. */
  readonly payload: Buffer;
  /** An older one doesn't take the place of a newer one. */
  readonly order: number;
}

/** Null for an event that is not shown over MQTT. */
export function publicationOf(
  event: FeedEvent,
  isHome: (reportingSet: string) => boolean,
): Publication | null {
  if (event.type === 'kpi') return kpiPublication(event.item, isHome);
  return event.type === 'alarm' ? alarmPublication(event.item) : null;
}

/** Sets may use one code for different areas: those of another set than the home set stand under the set's name. */
function kpiPublication(item: KpiItem, isHome: (reportingSet: string) => boolean): Publication | null {
  const { area, kpi, period, reportingSet } = item;
  const topic = topicOf(['kpi', ...(isHome(reportingSet) ? [] : [reportingSet]), area, kpi, period]);
  return topic === null
    ? null
    : { topic, payload: Buffer.from(JSON.stringify(item)), order: Date.parse(item.from) };
}

/** `alarms/{area}/{rule}/{object}`, `-` for no area; empty when it is resolved. Alarms are numbered as they were made. */
function alarmPublication(item: AlarmItem): Publication | null {
  const topic = topicOf(['alarms', item.area ?? '-', item.rule, item.object.id]);
  const payload = item.state === 'resolved' ? Buffer.alloc(0) : Buffer.from(JSON.stringify(item));
  return topic === null
    ? null
    : { topic, payload, order: item.id * REVISIONS + Math.min(item.revision, REVISIONS - 1) };
}

/** Room for an alarm's revisions before the next alarm's. */
const REVISIONS = 1_000_000;

/** Null where a name can't be a topic level: the packet would be one that clients must refuse. */
function topicOf(levels: readonly unknown[]): string | null {
  const fit = levels.every((level) => typeof level === 'string' && level !== '' && !/[/+#\0]/.test(level));
  return fit ? levels.join('/') : null;
}
