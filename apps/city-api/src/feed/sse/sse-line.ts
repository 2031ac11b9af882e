import type { ServerResponse } from 'node:http';
import type { FeedLine } from '../feed-client.js';
import type { FeedMessage } from '../feed-message.js';

const BEAT = ': beat\n\n';
/** Encoded once for all readers. */
const frames = new WeakMap<FeedMessage, Buffer>();

/** A reader by server-sent events. [HTML Living Standard, 9.2] */
export class SseLine implements FeedLine {
  readonly transport = 'sse';

  constructor(private readonly response: ServerResponse) {}

  get buffered(): number {
    return this.response.writableLength;
  }

  get taken(): number {
    const { socket } = this.response;
    return socket ? socket.bytesWritten - socket.writableLength : 0;
  }

  write(message: FeedMessage): void {
    this.response.write(frameOf(message));
  }

  cork(): void {
    this.response.cork();
  }

  uncork(): void {
    this.response.uncork();
  }

  beat(): boolean {
    this.response.write(BEAT);
    return true;
  }

  cut(): void {
    this.response.destroy();
  }

  goodbye(): void {
    this.response.end();
  }

  dismiss(): void {
    this.response.end();
  }
}

function frameOf(message: FeedMessage): Buffer {
  let frame = frames.get(message);
  if (!frame) {
    const id = message.id === null ? '' : `id: ${message.id}\n`;
    frame = Buffer.from(`${id}event: ${message.event.type}\ndata: ${message.data}\n\n`);
    frames.set(message, frame);
  }
  return frame;
}
