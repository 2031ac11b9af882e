import type { Socket } from 'node:net';
import type { Caller, Presented } from '@app/access';
import { countUp } from '../gateway-counters.js';
import { encodeControl } from '../protocol/control-packets.js';
import { FRAME, FrameReader, MALFORMED, MORE } from '../protocol/frame-reader.js';
import { REASON } from '../protocol/reason-codes.js';
import type { GatewayContext } from './gateway-context.js';
import type { Session } from './session.js';

/** Why a socket is not read; several may hold at once. */
export const BLOCK = {
  /** The CONNECT is being verified. */
  verifying: 1,
  /** Too much of this connection is not durable yet. */
  inFlight: 2,
  /** Its device sent faster than it may. */
  rate: 4,
  /** The peer does not read what we wrote. */
  output: 8,
  /** Too much of all connections is not durable yet. */
  total: 16,
  /** A device's registration is being looked up. */
  lookup: 32,
  /** The server stops. */
  stopping: 64,
} as const;

const NO_GRACE = BLOCK.verifying | BLOCK.lookup | BLOCK.stopping;
const LINGER_MS = 2_000;

/** One socket: cuts packets, stops and resumes reading, keeps the keep-alive, writes, and ends. */
export class Connection {
  protocolVersion: 4 | 5 = 4;
  /** Set by the handshake; until then only a CONNECT is read. */
  session: Session | null = null;
  /** Principal's name, '' for none. */
  principal = '';
  /** What the principal came with; null for viewers. */
  presented: Presented | null = null;
  /** Who watches; null for devices. */
  viewer: Caller | null = null;
  /** Name in the certificate that the client showed and that was verified, or null. */
  certified: string | null = null;
  keepAliveMs = 0;
  ended = false;
  /** Resolves when the socket is closed. */
  readonly closed: Promise<void>;
  private readonly reader: FrameReader;
  private blocked: number = 0;
  private grace = false;
  private processing = false;
  private rateUntil = 0;
  private readonly openedAt: number;
  private lastPacketAt: number;
  private lastByteAt: number;
  private partialSince = 0;
  private pausedAt = 0;
  private unreadSince = 0;
  private endedAt = 0;

  constructor(
    readonly socket: Socket,
    readonly context: GatewayContext,
    private readonly onConnect: (connection: Connection, frame: Buffer) => void,
  ) {
    this.reader = new FrameReader(context.limits.connectBytes);
    this.openedAt = this.lastPacketAt = this.lastByteAt = context.monotonic();
    socket.on('data', (chunk: Buffer) => this.received(chunk));
    socket.on('drain', () => this.drained());
    socket.on('end', () => this.gone());
    socket.on('close', () => this.gone());
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    // 'close' follows; a reset peer is nothing to report.
    socket.on('error', () => undefined);
  }

  get v5(): boolean {
    return this.protocolVersion === 5;
  }

  /** Bytes that arrived and wait to be processed. */
  get buffered(): number {
    return this.reader.buffered;
  }

  /** Bytes of the packet that has arrived in part. */
  get arriving(): number {
    return this.ended ? 0 : this.reader.arriving;
  }

  get isBlocked(): boolean {
    return this.blocked !== 0;
  }

  /** True while a paused connection is read once, so that a PINGREQ gets through and a dead peer is noticed. */
  get inGrace(): boolean {
    return this.grace;
  }

  /** Stops reading for one more reason. */
  block(reason: number): void {
    if (this.blocked === 0) {
      this.pausedAt = this.context.monotonic();
      if (!this.grace) this.socket.pause();
    }
    this.blocked |= reason;
  }

  /** Ends one reason; reads on when it was the last. */
  unblock(reason: number): void {
    if ((this.blocked & reason) === 0) return;
    this.blocked &= ~reason;
    if (this.blocked !== 0 || this.ended) return;
    // While we did not read, the keep-alive stood still.
    this.lastPacketAt += this.context.monotonic() - this.pausedAt;
    this.grace = false;
    this.process();
    if (this.blocked === 0 && !this.ended) this.socket.resume();
  }

  blockForRate(waitMs: number): void {
    this.rateUntil = Math.max(this.rateUntil, this.context.monotonic() + waitMs);
    this.block(BLOCK.rate);
  }

  /** The CONNECT was accepted: packets up to the full size are taken from now on. */
  accept(session: Session, keepAliveMs: number): void {
    this.session = session;
    this.keepAliveMs = keepAliveMs;
    this.reader.limit = this.context.limits.packetBytes;
    this.lastPacketAt = this.context.monotonic();
  }

  write(bytes: Buffer): boolean {
    if (this.ended) return false;
    const more = this.socket.write(bytes);
    if (!more && (this.blocked & BLOCK.output) === 0) {
      this.unreadSince = this.context.monotonic();
      this.block(BLOCK.output);
    }
    return more;
  }

  get canWrite(): boolean {
    return !this.ended && !this.socket.writableNeedDrain;
  }

  /**
   * Ends the connection for a reason of ours: a 5.0 client that was accepted gets a DISCONNECT.
   * @param cause label of the metric, from a bounded set
   */
  end(reason: number, cause: string): void {
    if (this.ended) return;
    countUp(this.context.counters.closed, cause);
    const farewell =
      this.v5 && this.session !== null
        ? encodeControl({ cmd: 'disconnect', reasonCode: reason }, 5)
        : undefined;
    this.finish(farewell, true);
  }

  /** Reads no more for good: the server stops. */
  stopReading(): void {
    this.block(BLOCK.stopping);
  }

  /** Ends the connection because the server stops. That is no failure of the client's: its will is not published. */
  leave(reason: number): void {
    if (this.ended) return;
    const farewell =
      this.v5 && this.session !== null
        ? encodeControl({ cmd: 'disconnect', reasonCode: reason }, 5)
        : undefined;
    this.finish(farewell, false);
  }

  /** Ends the connection with these last bytes, e.g. a refusing CONNACK. */
  finish(lastBytes: Buffer | undefined, abnormal: boolean): void {
    if (this.ended) return;
    this.ended = true;
    this.endedAt = this.context.monotonic();
    this.session?.ended(abnormal);
    if (lastBytes) this.socket.end(lastBytes);
    else this.socket.end();
    // Unread input would turn the close into a reset and lose the last bytes: it is read and thrown away.
    this.socket.resume();
  }

  /** Called several times a second: keep-alive, time limits, rates, reading again. */
  sweep(now: number): void {
    const { limits } = this.context;
    if (this.ended) {
      if (now - this.endedAt > LINGER_MS) this.socket.destroy();
      return;
    }
    if (this.session === null) {
      if (now - this.openedAt > limits.connectMs) this.end(REASON.serverBusy, 'connect_timeout');
      return;
    }
    if ((this.blocked & BLOCK.output) !== 0 && now - this.unreadSince > limits.unreadMs) {
      countUp(this.context.counters.closed, 'unread');
      this.finish(undefined, true);
      this.socket.destroy();
      return;
    }
    if ((this.blocked & BLOCK.rate) !== 0 && now >= this.rateUntil) this.unblock(BLOCK.rate);
    if (this.blocked === 0) this.checkKeepAlive(now);
    else if (this.keepAliveMs > 0 && now - this.pausedAt >= this.keepAliveMs / 2) this.readOnce(now);
  }

  private checkKeepAlive(now: number): void {
    if (this.reader.partial && now - this.partialSince > this.context.limits.packetMs) {
      this.end(REASON.keepAliveTimeout, 'slow_packet');
      return;
    }
    if (this.keepAliveMs === 0) return;
    const allowed = this.keepAliveMs * 1.5;
    if (now - this.lastPacketAt <= allowed) return;
    // A client can't send a PINGREQ in the middle of a large packet on a slow line.
    const arriving = this.reader.partial && now - this.lastByteAt <= allowed;
    if (!arriving) this.end(REASON.keepAliveTimeout, 'keep_alive'); // [MQTT-3.1.2-22]
  }

  private readOnce(now: number): void {
    if ((this.blocked & (NO_GRACE | BLOCK.output)) !== 0 || this.grace) return;
    this.lastPacketAt += now - this.pausedAt;
    this.pausedAt = now;
    this.grace = true;
    this.process();
    if (!this.ended) this.socket.resume();
  }

  private received(chunk: Buffer): void {
    if (this.ended) return;
    this.lastByteAt = this.context.monotonic();
    this.reader.push(chunk);
    this.process();
    if (!this.grace) return;
    this.grace = false;
    if (this.blocked !== 0 && !this.ended) this.socket.pause();
  }

  private process(): void {
    if (this.processing) return;
    this.processing = true;
    let packets = 0;
    while (!this.ended && (this.blocked === 0 || (this.grace && (this.blocked & NO_GRACE) === 0))) {
      const header = this.reader.peek();
      if (header < 0) break;
      if (this.session === null ? !this.isConnect(header) : !this.session.mayTake(header)) break;
      const found = this.reader.next();
      if (found === MORE) break;
      if (found === FRAME) this.dispatch();
      else this.refuse(found);
      packets += 1;
    }
    this.processing = false;
    if (packets > 0) this.lastPacketAt = this.context.monotonic();
    if (!this.reader.partial) this.partialSince = 0;
    else if (packets > 0 || this.partialSince === 0) this.partialSince = this.lastByteAt;
  }

  /** The first packet of a client is a CONNECT, or nothing of it is read [MQTT-3.1.0-1]. */
  private isConnect(header: number): boolean {
    if (header === 0x10) return true;
    this.end(REASON.protocolError, 'no_connect');
    return false;
  }

  private dispatch(): void {
    const { reader } = this;
    if (this.session !== null) {
      try {
        this.session.packet(reader.header, reader.buffer, reader.start, reader.end);
      } catch {
        // A defect of ours, met by one connection, is no reason to take the others down.
        this.end(REASON.implementationSpecific, 'internal');
      }
      return;
    }
    // The fixed header goes along: the codec wants the whole packet.
    this.block(BLOCK.verifying);
    this.onConnect(this, reader.frame());
  }

  private refuse(found: number): void {
    if (found === MALFORMED) {
      this.end(REASON.malformedPacket, 'malformed');
      return;
    }
    this.session?.tooLarge(this.reader.announced);
    this.end(REASON.packetTooLarge, this.session === null ? 'connect_too_large' : 'too_large');
  }

  private drained(): void {
    if (this.ended) return;
    this.unblock(BLOCK.output);
    this.session?.writable();
  }

  private gone(): void {
    if (this.ended) return;
    this.ended = true;
    this.endedAt = this.context.monotonic();
    this.session?.ended(true);
    this.socket.end();
  }
}
