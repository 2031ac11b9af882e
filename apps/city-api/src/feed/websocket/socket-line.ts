import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { FeedLine } from '../feed-client.js';
import type { FeedMessage } from '../feed-message.js';

/** RFC 6455, 7.4.1. */
export const CLOSE = { goingAway: 1001, invalid: 1007, policy: 1008, tryLater: 1013 } as const;

const TEXT = { binary: false } as const;
/** Encoded once for all readers. */
const frames = new WeakMap<FeedMessage, Buffer>();

/** A reader by WebSocket. [RFC 6455] */
export class SocketLine implements FeedLine {
  readonly transport = 'websocket';
  /** Pings in a row that were not answered. */
  private unanswered = 0;

  constructor(
    readonly ws: WebSocket,
    private readonly socket: Socket,
  ) {
    ws.on('pong', () => (this.unanswered = 0));
  }

  get buffered(): number {
    return this.ws.bufferedAmount;
  }

  get taken(): number {
    return this.socket.bytesWritten - this.socket.writableLength;
  }

  write(message: FeedMessage): void {
    this.ws.send(frameOf(message), TEXT);
  }

  /** An answer to what it asked; `id` is null, since it is no event of the feed. */
  reply(event: 'ready' | 'subscribed' | 'unsubscribed' | 'error', data: object): void {
    this.ws.send(JSON.stringify({ event, id: null, data }));
  }

  cork(): void {
    this.socket.cork();
  }

  uncork(): void {
    this.socket.uncork();
  }

  /** Who leaves two unanswered is gone, or reads nothing of what the system still takes for them. */
  beat(): boolean {
    if (this.unanswered >= 2) return false;
    this.unanswered += 1;
    this.ws.ping();
    return true;
  }

  cut(): void {
    this.ws.terminate();
  }

  goodbye(): void {
    this.ws.close(CLOSE.goingAway, 'the service stops');
  }

  dismiss(): void {
    this.ws.close(CLOSE.policy, 'signed out, or may read no longer');
  }
}

function frameOf(message: FeedMessage): Buffer {
  let frame = frames.get(message);
  if (!frame) {
    frame = Buffer.from(`{"event":"${message.event.type}","id":${message.id},"data":${message.data}}`);
    frames.set(message, frame);
  }
  return frame;
}
