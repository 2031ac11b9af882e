import { encodeControl } from '../protocol/control-packets.js';

/** The newest payload of one feed topic, and its packets: encoded once, whatever the number of viewers. */
export class FeedTopic {
  readonly levels: readonly string[];
  private readonly packets: (Buffer | undefined)[] = [];

  constructor(
    readonly name: string,
    private payload: Buffer,
  ) {
    this.levels = name.split('/');
  }

  update(payload: Buffer): void {
    this.payload = payload;
    this.packets.length = 0;
  }

  /** PUBLISH at QoS 0 with the newest payload. */
  packet(version: 4 | 5, retain: boolean): Buffer {
    const slot = (version === 5 ? 2 : 0) + (retain ? 1 : 0);
    return (this.packets[slot] ??= encodeControl(
      { cmd: 'publish', topic: this.name, payload: this.payload, qos: 0, dup: false, retain },
      version,
    ));
  }
}
