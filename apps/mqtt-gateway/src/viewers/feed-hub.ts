import { FeedTopic } from './feed-topic.js';

/** Somebody who watches the feed. */
export interface FeedWatcher {
  /** Topics that wait to be sent to them. */
  readonly queued: number;
  /** The topic has a new payload. Must return at once and may not throw. */
  changed(topic: FeedTopic): void;
}

/** Latest payload of each feed topic, and who watches. The feed comes from ❹ only: no client can write here. */
export class FeedHub {
  private readonly topics = new Map<string, FeedTopic>();
  private readonly watchers = new Set<FeedWatcher>();

  get size(): number {
    return this.topics.size;
  }

  /** Topics that wait to be sent, over all who watch; one for each topic at most, and never more than there are topics. */
  get queued(): number {
    let sum = 0;
    for (const watcher of this.watchers) sum += watcher.queued;
    return sum;
  }

  publish(name: string, payload: Buffer): void {
    let topic = this.topics.get(name);
    if (topic) topic.update(payload);
    else this.topics.set(name, (topic = new FeedTopic(name, payload)));
    for (const watcher of this.watchers) watcher.changed(topic);
  }

  /** Tells who watches that nothing is retained any more; who subscribes later gets nothing of it. */
  clear(name: string, empty: Buffer): void {
    if (!this.topics.has(name)) return;
    this.publish(name, empty);
    this.topics.delete(name);
  }

  /** All topics with their newest payloads: what a new subscription gets as retained. */
  all(): Iterable<FeedTopic> {
    return this.topics.values();
  }

  watch(watcher: FeedWatcher): void {
    this.watchers.add(watcher);
  }

  unwatch(watcher: FeedWatcher): void {
    this.watchers.delete(watcher);
  }
}
