import { connect, type IConnackPacket, type MqttClient } from 'mqtt';
import { encodeAcks } from '../protocol/acks.js';
import { type BrokerAddress, shownAddress } from './broker-address.js';
import { BrokerIntake, type IntakeParts } from './broker-intake.js';

/** Shared, so that each message goes to one of the gateways that subscribe. */
const SHARED = '$share/nhippho/telemetry/+';
const PLAIN = 'telemetry/+';
const NEVER_EXPIRES = 0xffff_ffff;
const GOODBYE_MS = 1_000;
const UNSUPPORTED_VERSION = new Set([1, 0x84]);
const SESSION_TAKEN_OVER = 0x8e;

/** What makes MQTT.js go on with the next packet and send no acknowledgement of its own. */
const LATER = new Error('acknowledged when it is durable');

/** How one connection came to its end. */
export interface ConnectionEnd {
  readonly reason: string;
  /** The broker doesn't speak MQTT 5. */
  readonly needs311: boolean;
  /** Another client came with our client id. */
  readonly takenOver: boolean;
}

/** What a connection is made of. */
export interface ConnectionOptions {
  readonly address: BrokerAddress;
  readonly clientId: string;
  readonly protocolVersion: 4 | 5;
  /** `end`: the session gets nothing new, and gives out what it holds. */
  readonly subscription: 'keep' | 'end';
  readonly intake: IntakeParts;
  /** The broker has accepted the subscription, or its end. */
  readonly onSubscribed: (subscription: { readonly filter: string; readonly resumed: boolean }) => void;
}

/**
 * One connection to a broker, from the first packet to its end; the next one is another object, so that nothing of this
 * one (handlers, acknowledgements, packet identifiers) can reach it.
 */
export class BrokerConnection {
  readonly intake: BrokerIntake;
  /** Resolves when the connection is closed, however that came; never rejects. */
  readonly ended: Promise<ConnectionEnd>;
  private readonly client: MqttClient;
  private reason = 'connection lost';
  private needs311 = false;
  private takenOver = false;
  private alive = true;
  private greeted = false;

  constructor(private readonly options: ConnectionOptions) {
    const { address, clientId, protocolVersion, intake } = options;
    const { limits } = intake;
    this.intake = new BrokerIntake(intake, (acks) => this.acknowledge(acks));
    this.client = connect({
      ...address,
      clientId,
      protocolVersion,
      clean: false,
      resubscribe: false,
      reconnectPeriod: 0,
      connectTimeout: limits.connectMs,
      keepalive: limits.keepAlive,
      ...(protocolVersion === 5 && {
        properties: { sessionExpiryInterval: NEVER_EXPIRES, receiveMaximum: limits.inFlightMessages },
      }),
    });
    this.client.handleMessage = (packet, done) => this.intake.take(packet, () => done(LATER));
    this.ended = new Promise((resolve) => {
      this.client.once('close', () => resolve(this.closed()));
    });
    this.client.on('connect', (connack) => this.subscribe(connack));
    this.client.on('disconnect', ({ reasonCode, properties }) => {
      this.takenOver = reasonCode === SESSION_TAKEN_OVER;
      this.reason =
        `the broker ended it with code ${reasonCode ?? 0} ${properties?.reasonString ?? ''}`.trim();
    });
    this.client.on('error', (error) => this.failed(error));
  }

  /** Takes no more, waits so long until what was taken is acknowledged, and says goodbye; the session stays. */
  async leave(reason: string, waitMs: number): Promise<void> {
    this.reason = reason;
    this.intake.stop();
    await within(waitMs, this.intake.drained());
    this.client.end();
    await within(GOODBYE_MS, this.ended);
    this.client.stream.destroy();
    await this.ended;
  }

  private acknowledge(acks: readonly number[]): boolean {
    if (!this.alive) return false;
    this.client.stream.write(encodeAcks(acks, this.options.protocolVersion === 5));
    return true;
  }

  private subscribe(connack: IConnackPacket): void {
    this.greeted = true;
    const isShared =
      this.options.protocolVersion === 5 && connack.properties?.sharedSubscriptionAvailable !== false;
    const filter = isShared ? SHARED : PLAIN;
    const settled = (error?: Error | null): void => {
      if (!this.alive) return;
      if (!error) this.options.onSubscribed({ filter, resumed: connack.sessionPresent });
      else void this.leave(`subscribing to ${filter}: ${error.message}`, 0);
    };
    // Also where the session is resumed: whether its subscription is still this one can't be asked.
    if (this.options.subscription === 'keep') this.client.subscribe(filter, { qos: 1 }, settled);
    else this.client.unsubscribe(filter, settled);
  }

  private failed(error: Error & { readonly code?: unknown }): void {
    // A broker of 3.1.1 answers a CONNECT of 5.0 with code 1, in a CONNACK that 5.0 can't read.
    if (this.options.protocolVersion === 5 && !this.greeted) {
      const isUnreadable = /parse|connack flags/i.test(error.message);
      this.needs311 = isUnreadable || UNSUPPORTED_VERSION.has(Number(error.code));
    }
    this.reason = error.message || String(error.code);
    this.client.stream.destroy();
  }

  private closed(): ConnectionEnd {
    this.alive = false;
    this.intake.stop();
    const reason = `${shownAddress(this.options.address)}: ${this.reason}`;
    return { reason, needs311: this.needs311, takenOver: this.takenOver };
  }
}

async function within(milliseconds: number, event: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([event, late]);
  clearTimeout(timer);
}
