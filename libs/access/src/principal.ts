/** What somebody came with: a stored secret by its id, or a certificate. */
export interface Presented {
  readonly id: string;
  /** Epoch ms from which it counts no longer; Infinity: until it is revoked. */
  readonly until: number;
}

/**
 * Who is on the other side of an authenticated connection or request: its credential says so, never its payload. An
 * external broker is one too: what it says of its topics' devices is believed.
 */
export interface Principal {
  readonly kind: 'device' | 'gateway' | 'broker';
  readonly id: string;
  /** Of devices and gateways; a broker's is its own affair. */
  readonly presented?: Presented;
  /**
   * True when it may write readings of `device`: its own, those of a device registered under it, or, for a
   * broker, those of any device in service. Answers from memory, at most a second behind the registry.
   */
  mayWriteFor(device: string): boolean;
  /** As `mayWriteFor`, but asks the registry where memory knows no such device: it may be a moment old. */
  confirmWriteFor(device: string): Promise<boolean>;
}
