import type { Credential } from '@app/registry';
import { verify } from './credential.js';
import { InventoryView } from './inventory-view.js';
import type { Principal } from './principal.js';
import type { CredentialSource, InventorySource } from './sources.js';

/** Called when a principal's sessions must end: its credential was revoked, replaced or removed. */
export type RevokedListener = (principal: string) => void;

const PRINCIPAL = /^[^\p{Cc}/+#\s]{1,128}$/u;

/**
 * Says who presents a credential. Keeps a bounded number of credentials in memory and drops one when the registry
 * names it as changed; a principal that is not in memory is looked up at once, so one registered a moment ago works.
 */
export class Authenticator {
  private readonly cached = new Map<string, Credential>();
  private readonly listeners = new Set<RevokedListener>();
  private readonly inventory: InventoryView;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly credentials: CredentialSource,
    inventory: InventorySource,
    private readonly capacity = 20_000,
  ) {
    this.inventory = new InventoryView(inventory);
    this.unsubscribe = inventory.onChange((_snapshot, changes) => {
      for (const { key } of changes) void this.recheck(key);
    });
  }

  /** The principal, or null when there is none of that name, the secret is wrong or it is revoked. */
  async authenticate(principal: string, secret: string): Promise<Principal | null> {
    if (!PRINCIPAL.test(principal)) return null;
    const known = this.cached.get(principal);
    if (known && verify(secret, known)) return this.inventory.principal(known.kind, principal);
    // A secret that does not fit what is in memory may be newer than memory.
    const credential = await this.credentials.find(principal);
    if (credential === null || credential.revokedAt !== null || !verify(secret, credential)) return null;
    this.remember(credential);
    return this.inventory.principal(credential.kind, principal);
  }

  /**
   * An external broker whose access list says who its publishers are. It is no part of the registry: its credential is
   * ours, at it.
   * @param now epoch ms
   */
  trustedBroker(id: string, now: () => number): Principal {
    return this.inventory.broker(id, now);
  }

  /** Calls back when a principal seen here loses its credential. Returns the way to stop that. */
  onRevoked(listener: RevokedListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Stops listening to the registry. */
  close(): void {
    this.unsubscribe();
    this.listeners.clear();
  }

  private remember(credential: Credential): void {
    this.cached.delete(credential.principal);
    this.cached.set(credential.principal, credential);
    if (this.cached.size <= this.capacity) return;
    const oldest = this.cached.keys().next();
    if (!oldest.done) this.cached.delete(oldest.value);
  }

  /** A change of the registry named this key: look again, and end its sessions unless the secret is the same. */
  private async recheck(principal: string): Promise<void> {
    const before = this.cached.get(principal);
    if (!before) return;
    let after: Credential | null = null;
    try {
      after = await this.credentials.find(principal);
    } catch {
      // The registry can't be asked: forget the credential, so that the next use asks it again.
      this.cached.delete(principal);
      return;
    }
    const valid = after !== null && after.revokedAt === null;
    if (valid && after) this.cached.set(principal, after);
    else this.cached.delete(principal);
    const same = valid && after !== null && Buffer.compare(after.hash, before.hash) === 0;
    if (!same) for (const listener of this.listeners) listener(principal);
  }
}
