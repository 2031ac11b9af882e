import { setTimeout as delay } from 'node:timers/promises';
import type { Credential } from '@app/registry';
import { verify } from './credential.js';
import { AT_ONCE, GroupedLookUps } from './grouped-look-ups.js';
import { InventoryView } from './inventory-view.js';
import type { Principal } from './principal.js';
import type { CredentialSource, InventorySource } from './sources.js';

/** What of a principal is in force: until when (epoch ms, Infinity) by the credential's id. */
export type InForce = ReadonlyMap<string, number>;

/** Called when a principal's credentials changed: sessions that came with one that is not in force any more must end. */
type CredentialsListener = (principal: string, inForce: InForce) => void;

/** Stands for whatever certificate a session came with. */
const CERTIFICATE = 'certificate';
const PRINCIPAL = /^[^\p{Cc}/+#\s]{1,128}$/u;
const CAPACITY = 20_000;
const AGAIN_MS = 1_000;

/**
 * Says who presents a credential. Keeps a bounded number of credentials in memory and drops those that the registry
 * names as changed; a principal that is not in memory is looked up at once, so one registered a moment ago works.
 */
export class Authenticator {
  private readonly cached = new Map<string, readonly Credential[]>();
  private readonly listeners = new Set<CredentialsListener>();
  private readonly inventory: InventoryView;
  private readonly lookUps: GroupedLookUps;
  private readonly unsubscribe: () => void;
  /** Principals whose credentials changed, and whose listeners have not been told yet. */
  private readonly changed = new Set<string>();
  /** Grows with each change, so that an answer from before one is not taken for one from after. */
  private generation = 0;
  private telling = false;
  private closed = false;

  constructor(
    private readonly credentials: CredentialSource,
    inventory: InventorySource,
    private readonly now: () => number,
    private readonly capacity = CAPACITY,
  ) {
    this.inventory = new InventoryView(inventory);
    this.lookUps = new GroupedLookUps(credentials);
    this.unsubscribe = inventory.onChange((_snapshot, changes) => {
      for (const { kind, key } of changes) {
        if (kind !== 'credential') continue;
        this.generation += 1;
        this.cached.delete(key);
        this.changed.add(key);
      }
      void this.tell();
    });
  }

  /** The principal, or null when there is none of that name, or the secret is none of its that are in force. */
  async authenticate(principal: string, secret: string): Promise<Principal | null> {
    if (!PRINCIPAL.test(principal)) return null;
    const known = this.cached.get(principal);
    // A secret that does not fit what is in memory may be newer than memory.
    const credential =
      this.matching(known ?? [], secret) ?? this.matching(await this.lookUp(principal), secret);
    if (credential === null) return null;
    const presented = { id: credential.id, until: credential.expiresAt ?? Infinity };
    return this.inventory.principal(credential.kind, principal, presented);
  }

  /**
   * The principal that a certificate names, whose chain has been verified already; null when there is none of that name
   * or all its credentials were revoked, which shuts out certificates too.
   */
  async authenticateByCertificate(principal: string): Promise<Principal | null> {
    if (!PRINCIPAL.test(principal)) return null;
    const known = this.inForce(this.cached.get(principal) ?? (await this.lookUp(principal)))[0];
    if (known === undefined) return null;
    return this.inventory.principal(known.kind, principal, { id: CERTIFICATE, until: Infinity });
  }

  /**
   * An external broker whose access list says who its publishers are. It is no part of the registry: its credential is
   * ours, at it.
   * @param now epoch ms
   */
  trustedBroker(id: string, now: () => number): Principal {
    return this.inventory.broker(id, now);
  }

  /** Calls back when a principal's credentials changed. Returns the way to stop that. */
  onCredentials(listener: CredentialsListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Stops listening to the registry. */
  close(): void {
    this.closed = true;
    this.unsubscribe();
    this.listeners.clear();
  }

  private async lookUp(principal: string): Promise<readonly Credential[]> {
    let [asked, found]: [number, readonly Credential[]] = [-1, []];
    while (asked !== this.generation) {
      asked = this.generation;
      found = await this.lookUps.of(principal);
    }
    if (found.length === 0) return found;
    this.cached.delete(principal);
    this.cached.set(principal, found);
    if (this.cached.size > this.capacity) {
      const oldest = this.cached.keys().next();
      if (!oldest.done) this.cached.delete(oldest.value);
    }
    return found;
  }

  private matching(credentials: readonly Credential[], secret: string): Credential | null {
    return this.inForce(credentials).find((one) => verify(secret, one)) ?? null;
  }

  private inForce(credentials: readonly Credential[]): Credential[] {
    const now = this.now();
    return credentials.filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
    );
  }

  /** Asks what is in force of those that changed, and tells; while the registry doesn't answer, again and again. */
  private async tell(): Promise<void> {
    if (this.telling) return;
    this.telling = true;
    while (this.changed.size > 0 && !this.closed) {
      const principals = [...this.changed].slice(0, AT_ONCE);
      for (const principal of principals) this.changed.delete(principal);
      try {
        const found = this.inForce(await this.credentials.of(principals));
        for (const principal of principals) this.told(principal, found);
      } catch {
        for (const principal of principals) this.changed.add(principal);
        await delay(AGAIN_MS, undefined, { ref: false });
      }
    }
    this.telling = false;
  }

  private told(principal: string, found: readonly Credential[]): void {
    const inForce = new Map(
      found
        .filter((one) => one.principal === principal)
        .map(({ id, expiresAt }) => [id, expiresAt ?? Infinity]),
    );
    // A certificate counts as long as anything of its device does.
    if (inForce.size > 0) inForce.set(CERTIFICATE, Infinity);
    for (const listener of this.listeners) listener(principal, inForce);
  }
}
