import type { Principal } from '@app/access';
import type { LogRecord } from '@app/event-log';
import { countUp } from '../gateway-counters.js';
import type { Receiver } from '../inlet/collector.js';
import { TracedReceiver, withTrace } from '../inlet/traced-receiver.js';
import { countReadings } from '../limits/count-readings.js';
import {
  encodeAcks,
  isPubrec,
  NO_ACK,
  packetIdOf,
  pubackFor,
  pubcomp,
  pubrecFor,
  reasonOf,
} from '../protocol/acks.js';
import { PUBLISH, PUBREL, SUBSCRIBE, UNSUBSCRIBE } from '../protocol/packet-types.js';
import { PublishPacket } from '../protocol/publish-packet.js';
import { REASON } from '../protocol/reason-codes.js';
import { commonPacket } from './common-packets.js';
import { BLOCK, type Connection } from './connection.js';
import { type Refusal, refusalRecord } from './refusal.js';
import type { Session } from './session.js';
import { refuseSubscriptions } from './refused-subscriptions.js';
import { type Route, TopicRoutes } from './topic-routes.js';
import { Unreleased } from './unreleased.js';
import type { Will } from './will.js';

const NOTHING: number[] = [];

/** What the CONNECT of a device or gateway settled. */
export interface DeviceSessionOptions {
  readonly clientId: string;
  readonly will: Will | null;
  readonly hadExpiry: boolean;
  readonly routes: TopicRoutes;
}

/** The session of a device or gateway: takes its readings, and acknowledges each when it is durable, in order. */
export class DeviceSession implements Session, Receiver {
  private readonly publish = new PublishPacket();
  private readonly routes: TopicRoutes;
  private readonly unreleased = new Unreleased();
  private acks: number[] = NOTHING;
  private inFlight = 0;
  private inFlightBytes = 0;
  private will: Will | null;

  constructor(
    private readonly connection: Connection,
    private readonly principal: Principal,
    private readonly options: DeviceSessionOptions,
  ) {
    this.routes = options.routes;
    this.will = options.will;
  }

  mayTake(header: number): boolean {
    if (header >> 4 !== PUBLISH) return true;
    const { connection } = this;
    const { limits, collector } = connection.context;
    if (connection.inGrace) return true;
    if (this.inFlight >= limits.inFlightMessages || this.inFlightBytes >= limits.inFlightBytes) {
      connection.block(BLOCK.inFlight);
      return false;
    }
    if (collector.full) {
      connection.block(BLOCK.total);
      collector.whenRoom(() => connection.unblock(BLOCK.total));
      return false;
    }
    return true;
  }

  packet(header: number, buffer: Buffer, start: number, end: number): void {
    const type = header >> 4;
    if (type === PUBLISH) this.take(header, buffer, start, end);
    else if (type === PUBREL) this.release(header, buffer, start, end);
    else if (type === SUBSCRIBE || type === UNSUBSCRIBE) {
      refuseSubscriptions(this.connection, header, buffer.subarray(start, end));
    } else commonPacket(this.connection, header, buffer.subarray(start, end), this.options.hadExpiry);
  }

  tooLarge(announced: number): void {
    const detail = `packet of ${announced} bytes, at most ${this.connection.context.limits.packetBytes}`;
    this.refuse({ reason: 'too_large', topic: '', detail, inlet: 'mqtt' }, NO_ACK);
  }

  writable(): void {
    // Acknowledgements are written as they come; the connection alone waits for the peer to read.
  }

  ended(abnormal: boolean): void {
    const { will, connection } = this;
    this.will = null;
    connection.context.clientIds.release(this.principal.id, this.options.clientId, connection);
    if (will === null || !abnormal) return;
    this.append(
      will.payload,
      will.qos === 0 ? will.route.headersQos0 : will.route.headers,
      will.route.device ?? '',
      NO_ACK,
    );
  }

  committed(ack: number, bytes: number): void {
    this.inFlight -= 1;
    this.inFlightBytes -= bytes;
    if (ack === NO_ACK) return;
    if (isPubrec(ack)) {
      if (reasonOf(ack) >= 0x80) this.unreleased.release(packetIdOf(ack));
      else this.unreleased.received(packetIdOf(ack));
    }
    if (this.acks === NOTHING) this.acks = [];
    this.acks.push(ack);
  }

  flush(): void {
    const { connection, acks } = this;
    if (acks.length > 0) {
      this.acks = NOTHING;
      if (connection.write(encodeAcks(acks, connection.v5)) || !connection.ended) {
        connection.context.counters.mqtt.acks += acks.length;
      }
    }
    const { limits } = connection.context;
    if (this.inFlight < limits.inFlightMessages && this.inFlightBytes < limits.inFlightBytes) {
      connection.unblock(BLOCK.inFlight);
    }
  }

  private take(header: number, buffer: Buffer, start: number, end: number): void {
    const { connection, publish, routes } = this;
    const wrong = publish.read(header, buffer, start, end, connection.v5);
    if (wrong !== 0) {
      connection.end(wrong, 'malformed');
      return;
    }
    const route =
      publish.alias === 0
        ? routes.find(buffer, publish.topicStart, publish.topicEnd, publish.contentType)
        : this.aliased(buffer);
    if (connection.ended) return;
    if (route === null) {
      connection.end(REASON.topicNameInvalid, 'topic_name');
      return;
    }
    const { qos, packetId } = publish;
    if (qos === 2 && this.isRepeated(packetId)) return;
    const payload = buffer.subarray(publish.payloadStart, publish.payloadEnd);
    const ack = qos === 0 ? NO_ACK : qos === 1 ? pubackFor(packetId) : pubrecFor(packetId);
    if (route.device !== null && this.principal.mayWriteFor(route.device)) {
      this.accept(route, payload, qos, ack);
    } else if (route.device !== null && this.principal.kind === 'gateway') {
      this.lookUp(route, route.device, payload, qos, ack);
    } else this.foreign(route, payload, qos, packetId);
  }

  /** A device that was registered a moment ago is not in memory yet: nothing is read until the registry answered. */
  private lookUp(route: Route, device: string, payload: Uint8Array, qos: number, ack: number): void {
    const { connection, principal } = this;
    connection.block(BLOCK.lookup);
    const settle = (may: boolean): void => {
      if (!connection.ended) {
        if (may) this.accept(route, payload, qos, ack);
        else this.foreign(route, payload, qos, packetIdOf(ack));
      }
      connection.unblock(BLOCK.lookup);
    };
    principal.confirmWriteFor(device).then(settle, () => settle(false));
  }

  private accept(route: Route, payload: Uint8Array, qos: number, ack: number): void {
    const { counters, rates } = this.connection.context;
    const device = route.device!;
    if (qos === 0) counters.mqtt.qos0 += 1;
    const headers = qos === 0 ? route.headersQos0 : route.headers;
    this.append(payload, headers, device, ack, this.publish.traceparent);
    const wait = rates.take(device, countReadings(payload));
    if (wait > 0) this.connection.blockForRate(wait);
  }

  private append(
    value: Uint8Array,
    headers: LogRecord['headers'],
    key: string,
    ack: number,
    traceparent?: string,
  ): void {
    const { counters, clock, tracer } = this.connection.context;
    counters.mqtt.messages += 1;
    counters.mqtt.bytes += value.length;
    const record = { key, value, headers, timestamp: clock.now() };
    const span = tracer.isOn
      ? tracer.arrival(traceparent, { device: key, inlet: 'mqtt', bytes: value.length })
      : null;
    if (span === null) this.offer(record, ack);
    else this.offer(withTrace(record, span), ack, new TracedReceiver(this, span));
  }

  private offer(record: LogRecord, ack: number, receiver: Receiver = this): void {
    this.inFlight += 1;
    this.inFlightBytes += record.value.length;
    if (isPubrec(ack)) this.unreleased.begin(packetIdOf(ack));
    this.connection.context.collector.offer(record, receiver, ack);
  }

  private foreign(route: Route, payload: Uint8Array, qos: number, packetId: number): void {
    const { connection } = this;
    const reason = REASON.notAuthorized;
    const ack =
      qos === 0 || !connection.v5
        ? NO_ACK
        : qos === 1
          ? pubackFor(packetId, reason)
          : pubrecFor(packetId, reason);
    const detail = `${this.principal.kind} ${this.principal.id} may not write to ${route.topic}`;
    this.refuse({ reason: 'foreign_topic', topic: route.topic, detail, inlet: 'mqtt', payload }, ack);
    const wait = connection.context.rates.take(this.principal.id, 1);
    if (wait > 0) connection.blockForRate(wait);
    if (!connection.v5) connection.end(reason, 'foreign_topic'); // 3.1.1 has no way to refuse one message
  }

  private refuse(refusal: Refusal, ack: number): void {
    const { counters, clock } = this.connection.context;
    countUp(counters.mqtt.refused, refusal.reason);
    this.offer(refusalRecord(this.principal, refusal, clock.now()), ack);
  }

  private aliased(buffer: Buffer): Route | null {
    const { connection, publish, routes } = this;
    if (publish.alias > connection.context.limits.topicAliases) {
      connection.end(REASON.topicAliasInvalid, 'topic_alias'); // [MQTT-3.3.2-9]
      return null;
    }
    if (publish.topicEnd > publish.topicStart) {
      const route = routes.find(buffer, publish.topicStart, publish.topicEnd, publish.contentType);
      if (route !== null) routes.setAlias(publish.alias, route.topic);
      return route;
    }
    const topic = routes.topicOf(publish.alias);
    if (topic !== undefined) return routes.named(topic, publish.contentType);
    connection.end(REASON.protocolError, 'topic_alias');
    return null;
  }

  /** True for a PUBLISH that came before under the same identifier: it is answered again, not appended again. */
  private isRepeated(packetId: number): boolean {
    const state = this.unreleased.state(packetId);
    if (state === 'received') this.connection.write(encodeAcks([pubrecFor(packetId)], this.connection.v5));
    else if (state === 'new' && this.unreleased.size >= this.connection.context.limits.unreleased) {
      this.connection.end(REASON.quotaExceeded, 'unreleased');
      return true;
    }
    return state !== 'new';
  }

  private release(header: number, buffer: Buffer, start: number, end: number): void {
    const { connection } = this;
    if (header !== 0x62 || end - start < 2 || (!connection.v5 && end - start > 2)) {
      connection.end(REASON.malformedPacket, 'malformed'); // [MQTT-3.6.1-1]
      return;
    }
    const packetId = (buffer[start]! << 8) | buffer[start + 1]!;
    const known = this.unreleased.release(packetId);
    // 3.1.1 answers every PUBREL, since the PUBCOMP before may be lost [MQTT-4.3.3-2].
    connection.write(pubcomp(packetId, known || !connection.v5 ? 0 : REASON.packetIdNotFound));
  }
}
