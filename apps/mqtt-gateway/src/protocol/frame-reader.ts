/** What `next` found. */
export const FRAME = 1;
/** The rest of the packet has not arrived yet. */
export const MORE = 0;
/** The remaining length is not one [MQTT 5.0, 1.5.5]. */
export const MALFORMED = -1;
/** The fixed header announces more than the limit; nothing of it was buffered. */
const TOO_LARGE = -2;

const NOTHING = Buffer.alloc(0);
/** Least room for a packet that arrives in part. */
const LEAST_ROOM = 1_024;

/**
 * Cuts a byte stream into control packets. Looks at the fixed header first, so that a packet over the limit is
 * known before it is buffered. After `next` returned FRAME the packet is `buffer[start, end)` with first byte
 * `header`, valid until the next call.
 */
export class FrameReader {
  buffer: Buffer = NOTHING;
  header = 0;
  /** First byte after the fixed header. */
  start = 0;
  end = 0;
  /** First byte of the fixed header. */
  private head = 0;
  /** Announced size of the packet that was TOO_LARGE. */
  announced = 0;
  private position = 0;
  /** The packet that has arrived in part: `have` bytes, then room for more. */
  private gathered: Buffer = NOTHING;
  private have = 0;
  private need = 0;

  /** @param limit largest packet in bytes, fixed header included */
  constructor(public limit: number) {}

  /** Bytes that arrived and were not returned as a packet yet. */
  get buffered(): number {
    return this.have + this.buffer.length - this.position;
  }

  /** True while the first bytes of a packet have arrived and its rest has not. */
  get partial(): boolean {
    return this.have > 0;
  }

  /** Bytes of the packet that has arrived in part. */
  get arriving(): number {
    return this.have;
  }

  push(chunk: Buffer): void {
    if (this.have > 0) {
      if (this.have + chunk.length < this.need) this.gather(chunk);
      else this.set(Buffer.concat([this.gathered.subarray(0, this.have), chunk]));
      return;
    }
    const rest = this.buffer.length - this.position;
    this.set(rest === 0 ? chunk : Buffer.concat([this.buffer.subarray(this.position), chunk]));
  }

  /** First byte of the next packet, or -1 when nothing of it is there. */
  peek(): number {
    if (this.position < this.buffer.length) return this.buffer[this.position]!;
    return this.have > 0 ? this.gathered[0]! : -1;
  }

  next(): number {
    const { buffer, position } = this;
    const available = buffer.length - position;
    if (available === 0) return MORE;
    let length = 0;
    let scale = 1;
    let at = position + 1;
    for (;;) {
      if (at >= buffer.length) return this.wait(available + 1);
      const byte = buffer[at]!;
      at += 1;
      length += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
      if (at - position > 4) return MALFORMED;
      scale *= 0x80;
    }
    const total = at - position + length;
    if (total > this.limit) {
      this.announced = total;
      this.header = buffer[position]!;
      return TOO_LARGE;
    }
    if (total > available) return this.wait(total);
    this.header = buffer[position]!;
    this.head = position;
    this.start = at;
    this.end = position + total;
    this.position = this.end;
    return FRAME;
  }

  /** The packet with its fixed header. */
  frame(): Buffer {
    return this.buffer.subarray(this.head, this.end);
  }

  private wait(need: number): number {
    this.gathered = this.buffer.subarray(this.position);
    this.have = this.gathered.length;
    this.need = need;
    this.buffer = NOTHING;
    this.position = 0;
    return MORE;
  }

  /** Copies: of a peer that sends byte by byte, chunks that are kept take hundreds of times what they hold. */
  private gather(chunk: Buffer): void {
    const have = this.have + chunk.length;
    if (have > this.gathered.length) {
      const larger = Buffer.allocUnsafe(Math.min(this.need, Math.max(2 * have, LEAST_ROOM)));
      this.gathered.copy(larger, 0, 0, this.have);
      this.gathered = larger;
    }
    chunk.copy(this.gathered, this.have);
    this.have = have;
  }

  private set(buffer: Buffer): void {
    this.buffer = buffer;
    this.position = 0;
    this.gathered = NOTHING;
    this.have = 0;
  }
}
