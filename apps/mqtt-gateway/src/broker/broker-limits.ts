import { DEFAULT_LIMITS, type GatewayLimits } from '../limits/gateway-limits.js';

/** What an external broker may have under way with us, and how it is waited for. */
export interface BrokerLimits extends Pick<GatewayLimits, 'packetBytes' | 'unwritableMs' | 'stopMs'> {
  /** Messages that the broker may send before we acknowledge one: MQTT 5's Receive Maximum. */
  readonly inFlightMessages: number;
  /** Bytes not durable yet; then the connection is not read. */
  readonly inFlightBytes: number;
  /** Seconds. */
  readonly keepAlive: number;
  /** How long the broker may take to accept a connection. */
  readonly connectMs: number;
  /** Topics whose headers are remembered: as many as devices write through one broker. */
  readonly topicsRemembered: number;
  /** A connection that was subscribed for so long was a good one: the wait after it begins anew. */
  readonly goodMs: number;
}

export const DEFAULT_BROKER_LIMITS: BrokerLimits = {
  packetBytes: DEFAULT_LIMITS.packetBytes,
  unwritableMs: DEFAULT_LIMITS.unwritableMs,
  stopMs: DEFAULT_LIMITS.stopMs,
  inFlightMessages: 1_024,
  inFlightBytes: 16 * 1_024 * 1_024,
  keepAlive: 60,
  connectMs: 10_000,
  topicsRemembered: 50_000,
  goodMs: 10_000,
};
