import { REASON } from '../protocol/reason-codes.js';

/** Who holds an identifier: a connection. */
interface Holder {
  end(reason: number, cause: string): void;
}

/**
 * Which connection holds a client identifier. Identifiers are those of one principal: a device can take over its own
 * session [MQTT-3.1.4-3], and nobody can take over another's by using its identifier.
 */
export class ClientIds {
  private readonly holders = new Map<string, Holder>();

  /** Gives the identifier to a connection; the one that had it is closed. */
  claim(principal: string, clientId: string, connection: Holder): void {
    const key = `${principal}\0${clientId}`;
    const before = this.holders.get(key);
    this.holders.set(key, connection);
    before?.end(REASON.sessionTakenOver, 'taken_over');
  }

  /** Frees the identifier, unless another connection has it by now. */
  release(principal: string, clientId: string, connection: Holder): void {
    const key = `${principal}\0${clientId}`;
    if (this.holders.get(key) === connection) this.holders.delete(key);
  }
}
