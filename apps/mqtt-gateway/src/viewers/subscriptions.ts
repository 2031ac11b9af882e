import { matches } from '../protocol/topics.js';
import type { FeedTopic } from './feed-topic.js';

/** What a viewer wants of a topic. */
export const UNWANTED = 0;
const WANTED = 1;
/** Wanted with its retain flag as published (MQTT 5 Retain As Published). */
export const WANTED_AS_PUBLISHED = 2;

/** Filters of one viewer. Remembers which topics they match, so that an update costs one look-up a viewer. */
export class Subscriptions {
  private readonly filters = new Map<
    string,
    { readonly levels: readonly string[]; readonly asPublished: boolean }
  >();
  private interest = new WeakMap<FeedTopic, number>();

  get size(): number {
    return this.filters.size;
  }

  has(filter: string): boolean {
    return this.filters.has(filter);
  }

  /** Adds a filter, or replaces the one of the same text [MQTT-3.8.4-3]. */
  add(filter: string, asPublished: boolean): void {
    this.filters.set(filter, { levels: filter.split('/'), asPublished });
    this.interest = new WeakMap();
  }

  /** Removes a filter; false when there was none. */
  remove(filter: string): boolean {
    this.interest = new WeakMap();
    return this.filters.delete(filter);
  }

  /** One of the three above. */
  want(topic: FeedTopic): number {
    const known = this.interest.get(topic);
    if (known !== undefined) return known;
    let want = UNWANTED;
    for (const { levels, asPublished } of this.filters.values()) {
      if (!matches(levels, topic.levels)) continue;
      want = Math.max(want, asPublished ? WANTED_AS_PUBLISHED : WANTED);
    }
    this.interest.set(topic, want);
    return want;
  }
}
