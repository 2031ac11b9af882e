/** What one connection, device or the whole gateway may take. Sizes in bytes, times in milliseconds. */
export interface GatewayLimits {
  /** Largest CONNECT packet, the only packet that is read before authentication. */
  readonly connectBytes: number;
  /** How long a socket may stay open without a complete CONNECT and its verification. */
  readonly connectMs: number;
  /** CONNECTs verified at once. */
  readonly connectsVerified: number;
  /** CONNECTs that wait for their turn; more are refused as busy. */
  readonly connectsWaiting: number;
  /** Largest packet after authentication, fixed header included. */
  readonly packetBytes: number;
  /** Messages of one connection that are not durable yet; then its socket is not read. */
  readonly inFlightMessages: number;
  /** Bytes of one connection that are not durable yet; then its socket is not read. */
  readonly inFlightBytes: number;
  /** The same over all connections and HTTP requests. */
  readonly totalInFlightBytes: number;
  readonly totalInFlightMessages: number;
  /** Bytes of packets that have arrived in part, over all connections; beyond that the largest end. */
  readonly arrivingBytes: number;
  /** Most messages and bytes of one batch for the handler. */
  readonly batchMessages: number;
  readonly batchBytes: number;
  /** How long the log may be unwritable before connections are closed, so that clients send again elsewhere or later. */
  readonly unwritableMs: number;
  /** Highest topic alias of a 5.0 client. */
  readonly topicAliases: number;
  /** Topics remembered per connection, for gateways that write for many devices. */
  readonly topicsRemembered: number;
  /** QoS 2 packet identifiers a 3.1.1 client may leave unreleased. */
  readonly unreleased: number;
  /** How long a peer may leave what we wrote unread before it is closed. */
  readonly unreadMs: number;
  /** How long one packet may take to arrive in full, whatever the keep-alive. */
  readonly packetMs: number;
  /** How long the body of an HTTP request may take to arrive in full. */
  readonly bodyMs: number;
  /** HTTP requests of one device or gateway at once: fewer than there are places, so that none has them all. */
  readonly requestsOfOne: number;
  /** HTTP requests of one device or gateway that wait for those. */
  readonly requestsOfOneWaiting: number;
  /** How long a stop waits for what was taken to become durable. */
  readonly stopMs: number;
  /** Connections at once. */
  readonly connections: number;
  /** Connections from one address at once. */
  readonly connectionsOfAddress: number;
  /** Longest client identifier. */
  readonly clientIdChars: number;
  /** Subscriptions of one viewer. */
  readonly subscriptions: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  connectBytes: 4_096,
  connectMs: 5_000,
  connectsVerified: 200,
  connectsWaiting: 5_000,
  packetBytes: 256 * 1_024,
  inFlightMessages: 100,
  inFlightBytes: 1_024 * 1_024,
  totalInFlightBytes: 64 * 1_024 * 1_024,
  totalInFlightMessages: 200_000,
  arrivingBytes: 128 * 1_024 * 1_024,
  batchMessages: 16_384,
  batchBytes: 8 * 1_024 * 1_024,
  unwritableMs: 30_000,
  topicAliases: 100,
  topicsRemembered: 2_048,
  unreleased: 10_000,
  unreadMs: 30_000,
  packetMs: 120_000,
  bodyMs: 30_000,
  requestsOfOne: 16,
  requestsOfOneWaiting: 256,
  stopMs: 5_000,
  connections: 50_000,
  connectionsOfAddress: 20_000,
  clientIdChars: 256,
  subscriptions: 100,
};
