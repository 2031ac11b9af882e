import type { Principal } from '@app/access';
import type { Clock } from '@app/config';
import type { ServiceTracer } from '@app/observability';
import type { GatewayCounters } from '../gateway-counters.js';
import type { Collector } from '../inlet/collector.js';
import type { DeviceRates } from '../limits/device-rates.js';
import type { GatewayLimits } from '../limits/gateway-limits.js';
import type { Slots } from '../limits/slots.js';
import type { FeedHub } from '../viewers/feed-hub.js';
import type { ViewerAccess } from '../viewers/viewer-access.js';
import type { ClientIds } from './client-ids.js';

/** Says who presents a credential. */
export interface Authenticates {
  authenticate(principal: string, secret: string): Promise<Principal | null>;
  /** By a certificate that was verified already. */
  authenticateByCertificate(principal: string): Promise<Principal | null>;
}

/** What all connections of a gateway share. */
export interface GatewayContext {
  readonly limits: GatewayLimits;
  /** Time of arrival of messages. */
  readonly clock: Clock;
  /** Milliseconds that never jump: time limits and keep-alive. */
  readonly monotonic: () => number;
  readonly counters: GatewayCounters;
  readonly collector: Collector;
  readonly tracer: ServiceTracer;
  readonly rates: DeviceRates;
  readonly slots: Slots;
  readonly authenticator: Authenticates;
  readonly viewerAccess: ViewerAccess;
  readonly feed: FeedHub;
  readonly clientIds: ClientIds;
  /** `device`: a device's client identifier is its id, or is left to us; `free`: whatever it likes. */
  readonly clientIdRule: 'free' | 'device';
}
