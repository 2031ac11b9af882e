import { createHash } from 'node:crypto';
import type { FeedEvent } from '@app/contracts';

/** An event as receivers get it. [CloudEvents 1.0.2, structured JSON] */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** Of what happened: whatever is told again has the same. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: object;
}

export const CLOUD_EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';
const SOURCE = '/api/v1/feed';
const PREFIX = 'vn.nhippho';

/** @param at when it was told, epoch ms; for events that have no time of their own */
export function cloudEventOf(event: FeedEvent, at: number): CloudEvent {
  const { item } = event;
  const make = (id: string, type: string, subject: string, time: string): CloudEvent => ({
    specversion: '1.0',
    id,
    source: SOURCE,
    type: `${PREFIX}.${type}`,
    subject,
    time,
    datacontenttype: 'application/json',
    data: item,
  });
  switch (event.type) {
    case 'kpi': {
      const { reportingSet, area, kpi, period, computedAt } = event.item;
      return make(digest(item), 'kpi.updated', [reportingSet, area, kpi, period].join('/'), computedAt);
    }
    case 'device': {
      const { device } = event.item;
      return make(digest({ ...item, at }), 'device.changed', device, new Date(at).toISOString());
    }
    case 'alarm': {
      const { id, revision, rule, object, updatedAt } = event.item;
      return make(
        `alarm-${id}-${revision}`,
        `alarm.${alarmWord(event.item)}`,
        [rule, object.type, object.id].join('/'),
        updatedAt,
      );
    }
  }
}

/** What happened to an alarm. */
function alarmWord({ state, revision }: { readonly state: string; readonly revision: number }): string {
  return state === 'open' ? (revision === 1 ? 'opened' : 'changed') : state;
}

/** A test, so that a receiver can be tried before anything happens. */
export function testEvent(id: string, webhook: string, at: number): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: SOURCE,
    type: `${PREFIX}.webhook.test`,
    subject: webhook,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    data: { text: 'Thử nghiệm từ Nhịp Phố / A test from Nhịp Phố' },
  };
}

function digest(item: object): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('base64url').slice(0, 27);
}
