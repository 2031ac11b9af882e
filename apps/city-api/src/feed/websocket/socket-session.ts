import type { RawData } from 'ws';
import type { FeedClient } from '../feed-client.js';
import type { Beginning, FeedClients } from '../feed-clients.js';
import { FeedFilter } from '../feed-filter.js';
import { readSocketMessage, type SocketMessage } from './socket-message.js';
import { CLOSE, type SocketLine } from './socket-line.js';

const MAX_SUBSCRIPTIONS = 20;
/** Messages that a reader may send at once, and each second from then on. */
const BURST = 50;
const PER_SECOND = 5;

/** A subscription as the connection's address asks for it. */
export interface Subscription {
  readonly filter: FeedFilter;
  readonly begin: Beginning;
}

/** What a reader by WebSocket says, and what it is answered. */
export class SocketSession {
  private allowance = BURST;
  private countedAt: number;

  /** @param monotonic milliseconds that never jump */
  constructor(
    private readonly client: FeedClient,
    private readonly line: SocketLine,
    private readonly clients: FeedClients,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.countedAt = monotonic();
  }

  begin(first: Subscription | null): void {
    this.line.reply('ready', { lastEventId: this.clients.lastId, maxSubscriptions: MAX_SUBSCRIPTIONS });
    if (first) this.clients.subscribe(this.client, 'default', first.filter, first.begin);
  }

  said(data: RawData, isBinary: boolean): void {
    if (!this.maySpeak()) {
      this.line.ws.close(CLOSE.policy, `at most ${PER_SECOND} messages a second`);
      return;
    }
    const read = isBinary ? 'send text' : readSocketMessage(textOf(data));
    if (typeof read === 'string') this.line.reply('error', { detail: read });
    else this.take(read);
  }

  private take(message: SocketMessage): void {
    const { client, clients, line } = this;
    const { name } = message;
    if (message.type === 'unsubscribe') {
      if (clients.unsubscribe(client, name)) line.reply('unsubscribed', { name });
      else line.reply('error', { name, detail: `no subscription ${name}` });
      return;
    }
    if (!client.hasSubscription(name) && client.subscriptions >= MAX_SUBSCRIPTIONS) {
      line.reply('error', { name, detail: `at most ${MAX_SUBSCRIPTIONS} subscriptions` });
      return;
    }
    line.reply('subscribed', { name });
    const begin = { after: message.lastEventId ?? null, state: message.state };
    clients.subscribe(client, name, new FeedFilter(message), begin);
  }

  private maySpeak(): boolean {
    const now = this.monotonic();
    this.allowance = Math.min(BURST, this.allowance + ((now - this.countedAt) / 1_000) * PER_SECOND);
    this.countedAt = now;
    if (this.allowance < 1) return false;
    this.allowance -= 1;
    return true;
  }
}

function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString('utf8');
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString('utf8');
}
