/** What came in by one way. */
export class InletCounters {
  messages = 0;
  bytes = 0;
  acks = 0;
  qos0 = 0;
  /** Messages refused after authentication, by reason. */
  readonly refused = new Map<string, number>();
}

/** Numbers that the hot path only adds to; published as metrics from time to time. */
export class GatewayCounters {
  readonly mqtt = new InletCounters();
  readonly http = new InletCounters();
  readonly broker = new InletCounters();
  connections = 0;
  viewers = 0;
  connects = 0;
  /** Updates that a viewer got merged into a newer one, or that were too large for it. */
  dropped = 0;
  /** CONNECTs refused, by reason. */
  readonly connectsRefused = new Map<string, number>();
  /** Connections ended by us, by cause. */
  readonly closed = new Map<string, number>();
}

/** Adds one under a label of a bounded set. */
export function countUp(map: Map<string, number>, label: string): void {
  map.set(label, (map.get(label) ?? 0) + 1);
}
