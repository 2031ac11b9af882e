import type { FeedEvent, LedgerItem } from '@app/contracts';

/** Kinds of event that a reader may ask for. */
export const FEED_KINDS = ['kpi', 'device', 'alarm', 'ledger'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** Said to a reader whose last id is no longer known: what follows is the state, and then what is new. */
interface FeedReset {
  /** `gap`: too much has come since; `unknown`: no such id was ever given out here. */
  readonly reason: 'gap' | 'unknown';
  /** The id that the reader brought. */
  readonly after: string;
  /** The oldest id that it could have resumed from, or null. */
  readonly oldest: number | null;
}

/** What readers are told: the items of ❹, ledger rows that moved, and how they stand with the feed. */
export type ToldEvent =
  | FeedEvent
  | { readonly type: 'ledger'; readonly item: LedgerItem }
  | { readonly type: 'reset'; readonly item: FeedReset }
  | { readonly type: 'caught-up'; readonly item: { readonly id: number } };

/** What of an event a filter looks at; an event without the property has none, or null. */
export interface FeedSubject {
  readonly area?: string | null;
  readonly kpi?: string | null;
  readonly period?: string | null;
  readonly device?: string | null;
}

/** One event for any number of readers: its JSON is made once, when the first of them gets it. */
export class FeedMessage {
  /** What it is about: a newer message of the same key takes its place where a reader falls behind. */
  readonly key: string;
  readonly subject: FeedSubject;
  private json: string | null = null;

  /** @param id offset in ❹, which a reader resumes from; null for what can't be resumed from */
  constructor(
    readonly id: number | null,
    readonly event: ToldEvent,
  ) {
    ({ key: this.key, subject: this.subject } = aboutOf(event));
  }

  get data(): string {
    return (this.json ??= JSON.stringify(this.event.item));
  }
}

const NOTHING: FeedSubject = {};

function aboutOf(event: ToldEvent): { readonly key: string; readonly subject: FeedSubject } {
  switch (event.type) {
    case 'kpi': {
      const { reportingSet, area, kpi, period, from } = event.item;
      return { key: `k|${reportingSet}|${area}|${kpi}|${period}|${from}`, subject: event.item };
    }
    case 'device':
      return { key: `d|${event.item.device}`, subject: { device: event.item.device } };
    case 'alarm':
      return { key: `a|${event.item.id}`, subject: event.item };
    case 'ledger':
      return {
        key: `l|${event.item.device}|${event.item.hour}`,
        subject: { device: event.item.device },
      };
    case 'reset':
    case 'caught-up':
      return { key: event.type, subject: NOTHING };
  }
}
