import type { ISubscribePacket, ISubscription, IUnsubscribePacket } from 'mqtt-packet';
import { countUp } from '../gateway-counters.js';
import { NO_ACK, encodeAcks, pubackFor, pubrecFor } from '../protocol/acks.js';
import { decodeControl, encodeControl, isWellFormed } from '../protocol/control-packets.js';
import { PUBLISH, SUBSCRIBE, UNSUBSCRIBE } from '../protocol/packet-types.js';
import { PublishPacket } from '../protocol/publish-packet.js';
import { areProperties } from '../protocol/properties.js';
import { REASON } from '../protocol/reason-codes.js';
import { isTopicFilter, isViewerFilter, matches } from '../protocol/topics.js';
import type { FeedWatcher } from '../viewers/feed-hub.js';
import type { FeedTopic } from '../viewers/feed-topic.js';
import { Subscriptions, UNWANTED, WANTED_AS_PUBLISHED } from '../viewers/subscriptions.js';
import { commonPacket } from './common-packets.js';
import type { Connection } from './connection.js';
import type { Session } from './session.js';
import { wholeFrame } from './whole-frame.js';

const FAILURE_311 = 0x80;

/** What the CONNECT of a viewer settled. */
export interface ViewerSessionOptions {
  readonly clientId: string;
  readonly hadExpiry: boolean;
  /** Largest packet that the client takes. */
  readonly maximumPacketSize: number;
}

/**
 * The session of a viewer: gets the newest payload of the topics it subscribes to. What it has not read yet waits as a
 * set of topics, not as messages: a slow viewer skips to the newest and costs nobody anything.
 */
export class ViewerSession implements Session, FeedWatcher {
  private readonly subscriptions = new Subscriptions();
  /** Topics to send, with their retain flag. */
  private readonly pending = new Map<FeedTopic, boolean>();

  constructor(
    private readonly connection: Connection,
    private readonly options: ViewerSessionOptions,
  ) {
    connection.context.counters.viewers += 1;
    connection.context.feed.watch(this);
  }

  get queued(): number {
    return this.pending.size;
  }

  mayTake(): boolean {
    return true;
  }

  packet(header: number, buffer: Buffer, start: number, end: number): void {
    const type = header >> 4;
    const body = buffer.subarray(start, end);
    if (type === SUBSCRIBE || type === UNSUBSCRIBE) this.subscribing(header, body);
    else if (type === PUBLISH) this.refusePublish(header, buffer, start, end);
    else commonPacket(this.connection, header, body, this.options.hadExpiry);
  }

  tooLarge(): void {
    countUp(this.connection.context.counters.mqtt.refused, 'viewer_publish');
  }

  writable(): void {
    this.pump();
  }

  changed(topic: FeedTopic): void {
    const want = this.subscriptions.want(topic);
    if (want === UNWANTED) return;
    if (this.pending.has(topic)) this.connection.context.counters.dropped += 1;
    this.pending.set(topic, want === WANTED_AS_PUBLISHED);
    this.pump();
  }

  ended(): void {
    const { connection } = this;
    const { counters, feed, clientIds } = connection.context;
    counters.viewers -= 1;
    feed.unwatch(this);
    this.pending.clear();
    clientIds.release(connection.principal, this.options.clientId, connection);
  }

  private pump(): void {
    const { connection, pending } = this;
    if (pending.size === 0 || !connection.canWrite) return;
    connection.socket.cork();
    for (const [topic, retain] of pending) {
      if (!connection.canWrite) break;
      pending.delete(topic);
      const packet = topic.packet(connection.protocolVersion, retain);
      if (packet.length <= this.options.maximumPacketSize) connection.write(packet);
      else connection.context.counters.dropped += 1; // [MQTT-3.1.2-25]
    }
    connection.socket.uncork();
  }

  private subscribing(header: number, body: Buffer): void {
    const decoded = decodeControl(wholeFrame(header, body), this.connection.protocolVersion);
    const packet = 'packet' in decoded ? decoded.packet : null;
    if (packet?.cmd !== 'subscribe' && packet?.cmd !== 'unsubscribe')
      this.connection.end(REASON.malformedPacket, 'malformed');
    else if (!areProperties(packet.properties, packet.cmd))
      this.connection.end(REASON.protocolError, 'protocol_error');
    else if (packet.cmd === 'subscribe') this.subscribe(packet);
    else this.unsubscribe(packet);
  }

  private subscribe(packet: ISubscribePacket): void {
    const { connection } = this;
    const { messageId, subscriptions, properties } = packet;
    if (!messageId || subscriptions.length === 0) {
      connection.end(REASON.protocolError, 'protocol_error'); // [MQTT-3.8.3-2]
      return;
    }
    if (properties?.subscriptionIdentifier !== undefined) {
      connection.end(REASON.subscriptionIdsNotSupported, 'protocol_error');
      return;
    }
    const granted: number[] = [];
    const retained: ISubscription[] = [];
    for (const subscription of subscriptions) {
      const isNew = !this.subscriptions.has(subscription.topic);
      const code = this.grant(subscription);
      granted.push(connection.v5 || code === 0 ? code : FAILURE_311);
      const handling = subscription.rh ?? 0;
      if (code === 0 && (handling === 0 || (handling === 1 && isNew))) retained.push(subscription);
    }
    connection.write(encodeControl({ cmd: 'suback', messageId, granted }, connection.protocolVersion));
    for (const { topic } of retained) this.sendRetained(topic.split('/'));
    this.pump();
  }

  private grant(subscription: ISubscription): number {
    const { topic } = subscription;
    if (!isWellFormed(topic)) return REASON.topicFilterInvalid;
    if (topic.startsWith('$share/')) return REASON.sharedSubscriptionsNotSupported;
    if (!isTopicFilter(topic)) return REASON.topicFilterInvalid;
    if (!isViewerFilter(topic)) return REASON.notAuthorized;
    if (
      !this.subscriptions.has(topic) &&
      this.subscriptions.size >= this.connection.context.limits.subscriptions
    ) {
      return REASON.quotaExceeded;
    }
    this.subscriptions.add(topic, subscription.rap ?? false);
    return REASON.success; // QoS 0, whatever was asked for
  }

  private sendRetained(filter: readonly string[]): void {
    for (const topic of this.connection.context.feed.all()) {
      if (matches(filter, topic.levels)) this.pending.set(topic, true);
    }
  }

  private unsubscribe(packet: IUnsubscribePacket): void {
    const { connection } = this;
    const { messageId, unsubscriptions } = packet;
    if (!messageId || unsubscriptions.length === 0) {
      connection.end(REASON.protocolError, 'protocol_error'); // [MQTT-3.10.3-2]
      return;
    }
    const granted = unsubscriptions.map((filter) =>
      this.subscriptions.remove(filter) ? REASON.success : REASON.noSubscriptionExisted,
    );
    for (const topic of this.pending.keys()) {
      if (this.subscriptions.want(topic) === UNWANTED) this.pending.delete(topic); // [MQTT-3.10.4-2]
    }
    connection.write(encodeControl({ cmd: 'unsuback', messageId, granted }, connection.protocolVersion));
  }

  private refusePublish(header: number, buffer: Buffer, start: number, end: number): void {
    const { connection } = this;
    const publish = new PublishPacket();
    const wrong = publish.read(header, buffer, start, end, connection.v5);
    if (wrong !== 0) {
      connection.end(wrong, 'malformed');
      return;
    }
    countUp(connection.context.counters.mqtt.refused, 'viewer_publish');
    if (!connection.v5) {
      connection.end(REASON.notAuthorized, 'foreign_topic');
      return;
    }
    const { qos, packetId } = publish;
    const reason = REASON.notAuthorized;
    const ack = qos === 0 ? NO_ACK : qos === 1 ? pubackFor(packetId, reason) : pubrecFor(packetId, reason);
    if (ack !== NO_ACK) connection.write(encodeAcks([ack], true));
  }
}
