import type { ServerResponse } from 'node:http';

/** Messages that may wait for one reader. */
export const MAX_WAITING = 5000;
const CLOSE_AFTER_MS = 30_000;

/** One line of the stream: `key` names what it is about, so that a newer one may take its place in the queue. */
export interface SseMessage {
  readonly key: string;
  readonly event: 'kpi' | 'device' | 'alarm' | 'ledger';
  readonly id: number | null;
  readonly data: string;
}

/**
 * A reader of the feed. What it can't take yet waits in a bounded queue in which a newer value of the same
 * thing replaces the older one; a reader that takes nothing for 30 s is closed.
 */
export class SseClient {
  /** Messages that it was not told: replaced by a newer one of the same thing, or too many waited. */
  dropped = 0;
  private readonly waiting = new Map<string, SseMessage>();
  private blockedSince: number | null = null;

  constructor(
    private readonly response: ServerResponse,
    private readonly now: () => number,
  ) {
    response.on('drain', () => {
      this.blockedSince = null;
      this.flush();
    });
  }

  /** Messages that wait until it reads on. */
  get queued(): number {
    return this.waiting.size;
  }

  send(message: SseMessage): void {
    if (this.blockedSince === null) {
      this.write(message);
      return;
    }
    if (this.waiting.delete(message.key)) this.dropped += 1;
    this.waiting.set(message.key, message);
    if (this.waiting.size > MAX_WAITING) {
      const [oldest] = this.waiting.keys();
      if (oldest !== undefined) this.waiting.delete(oldest);
      this.dropped += 1;
    }
    if (this.now() - this.blockedSince > CLOSE_AFTER_MS) this.response.destroy();
  }

  /** A comment line that keeps proxies from closing a quiet stream. */
  beat(): void {
    if (this.blockedSince === null) this.response.write(': beat\n\n');
    else if (this.now() - this.blockedSince > CLOSE_AFTER_MS) this.response.destroy();
  }

  private flush(): void {
    for (const [key, message] of this.waiting) {
      if (this.blockedSince !== null) return;
      this.waiting.delete(key);
      this.write(message);
    }
  }

  private write(message: SseMessage): void {
    const id = message.id === null ? '' : `id: ${message.id}\n`;
    if (!this.response.write(`${id}event: ${message.event}\ndata: ${message.data}\n\n`))
      this.blockedSince = this.now();
  }
}
