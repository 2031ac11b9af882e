import type { Principal } from '@app/access';
import type { Clock } from '@app/config';
import type { LogRecord } from '@app/event-log';
import type { ServiceTracer } from '@app/observability';
import type { IPublishPacket } from 'mqtt';
import { countUp, type InletCounters } from '../gateway-counters.js';
import type { Collector, Receiver } from '../inlet/collector.js';
import { TracedReceiver, withTrace } from '../inlet/traced-receiver.js';
import { countReadings } from '../limits/count-readings.js';
import type { DeviceRates } from '../limits/device-rates.js';
import { NO_ACK, pubackFor } from '../protocol/acks.js';
import { type Refusal, refusalRecord } from '../session/refusal.js';
import type { Route, TopicRoutes } from '../session/topic-routes.js';
import type { BrokerLimits } from './broker-limits.js';

/** What the intake of a broker's messages needs. */
export interface IntakeParts {
  readonly collector: Collector;
  readonly counters: InletCounters;
  readonly rates: DeviceRates;
  readonly clock: Clock;
  readonly tracer: ServiceTracer;
  readonly limits: BrokerLimits;
  readonly routes: TopicRoutes;
  /** The broker: writes for whom the registry knows. */
  readonly broker: Principal;
  /** Told of a device that sends faster than it may. */
  readonly onOverRate: (device: string) => void;
}

/** Longest fixed header of a packet that is near the limit: type, and three bytes of length. */
const FIXED_HEADER_BYTES = 4;

/**
 * Takes the messages of one connection to a broker into the log, and has each acknowledged when it is durable, in the
 * order received. What it doesn't take stays unacknowledged, so the broker sends it again on the next connection.
 */
export class BrokerIntake implements Receiver {
  private acks: number[] = [];
  private messages = 0;
  private bytes = 0;
  private held: (() => void) | null = null;
  private stopped = false;
  private onDrained: (() => void) | null = null;

  /** @param acknowledge sends acknowledgements; false where the connection is gone */
  constructor(
    private readonly parts: IntakeParts,
    private readonly acknowledge: (acks: readonly number[]) => boolean,
  ) {}

  /** Messages taken and not durable yet. */
  get inFlight(): number {
    return this.messages;
  }

  /** Takes a message; `next` is called when the one after it may come. */
  take(packet: IPublishPacket, next: () => void): void {
    if (this.stopped) return;
    const { collector, limits } = this.parts;
    if (this.messages >= limits.inFlightMessages || this.bytes >= limits.inFlightBytes || collector.full) {
      this.held = () => this.take(packet, next);
      if (collector.full) collector.whenRoom(() => this.goOn());
      return;
    }
    const { broker, routes } = this.parts;
    const route = routes.named(packet.topic, packet.properties?.contentType);
    const device = route?.device ?? null;
    if (route === null || device === null) this.foreign(packet);
    else if (broker.mayWriteFor(device)) this.accept(route, device, packet);
    else {
      this.lookUp(route, device, packet, next);
      return;
    }
    next();
  }

  /** Takes no more. */
  stop(): void {
    this.stopped = true;
    this.held = null;
  }

  /** Resolves when all that was taken is durable and acknowledged. */
  async drained(): Promise<void> {
    if (this.messages > 0) await new Promise<void>((resolve) => (this.onDrained = resolve));
  }

  committed(ack: number, bytes: number): void {
    this.messages -= 1;
    this.bytes -= bytes;
    if (ack !== NO_ACK) this.acks.push(ack);
  }

  flush(): void {
    const { acks } = this;
    if (acks.length > 0) {
      this.acks = [];
      if (this.acknowledge(acks)) this.parts.counters.acks += acks.length;
    }
    if (this.messages === 0) this.onDrained?.();
    this.goOn();
  }

  private goOn(): void {
    const { held } = this;
    this.held = null;
    held?.();
  }

  /** A device that was registered a moment ago is not in memory yet: nothing is taken until the registry answered. */
  private lookUp(route: Route, device: string, packet: IPublishPacket, next: () => void): void {
    const settle = (may: boolean): void => {
      if (this.stopped) return;
      if (may) this.accept(route, device, packet);
      else this.foreign(packet);
      next();
    };
    this.parts.broker.confirmWriteFor(device).then(settle, () => settle(false));
  }

  private accept(route: Route, device: string, packet: IPublishPacket): void {
    const { counters, rates, limits, clock, tracer, onOverRate } = this.parts;
    const payload = bytesOf(packet);
    const size = (packet.length ?? payload.length) + FIXED_HEADER_BYTES;
    if (size > limits.packetBytes) {
      const detail = `packet of ${size} bytes, at most ${limits.packetBytes}`;
      this.refuse(device, packet, { reason: 'too_large', detail });
      return;
    }
    counters.messages += 1;
    counters.bytes += payload.length;
    if (packet.qos === 0) counters.qos0 += 1;
    const headers = packet.qos === 0 ? route.headersQos0 : route.headers;
    const record = { key: device, value: payload, headers, timestamp: clock.now() };
    const span = tracer.isOn
      ? tracer.arrival(traceparentOf(packet), { device, inlet: 'broker', bytes: payload.length })
      : null;
    if (span === null) this.offer(record, packet);
    else this.offer(withTrace(record, span), packet, new TracedReceiver(this, span));
    // Slowing this device down would hold up all the others behind it in the broker's one queue for us.
    if (rates.take(device, countReadings(payload)) > 0) onOverRate(device);
  }

  private foreign(packet: IPublishPacket): void {
    const detail = `no device in service writes to ${packet.topic}`;
    this.refuse(this.parts.broker.id, packet, { reason: 'foreign_topic', detail });
  }

  private refuse(
    accountedTo: string,
    packet: IPublishPacket,
    { reason, detail }: Pick<Refusal, 'reason' | 'detail'>,
  ): void {
    const { counters, clock } = this.parts;
    countUp(counters.refused, reason);
    const refusal: Refusal = {
      reason,
      detail,
      topic: packet.topic,
      inlet: 'broker',
      payload: bytesOf(packet),
    };
    this.offer(refusalRecord({ id: accountedTo }, refusal, clock.now()), packet);
  }

  private offer(record: LogRecord, { qos, messageId }: IPublishPacket, receiver: Receiver = this): void {
    this.messages += 1;
    this.bytes += record.value.length;
    const ack = qos === 0 || messageId === undefined ? NO_ACK : pubackFor(messageId);
    this.parts.collector.offer(record, receiver, ack);
  }
}

function bytesOf({ payload }: IPublishPacket): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

function traceparentOf({ properties }: IPublishPacket): string | undefined {
  const given = properties?.userProperties?.['traceparent'];
  return typeof given === 'string' ? given : undefined;
}
