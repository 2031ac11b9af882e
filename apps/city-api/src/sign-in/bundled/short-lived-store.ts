import type { Adapter, AdapterPayload } from 'oidc-provider';

/** All kinds of things together; a sign-in needs four, for ten minutes at most. */
const CAPACITY = 10_000;
const kept = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>();

/** Where the bundled issuer keeps sign-ins in progress: in memory, bounded, each thing for its time. */
export class ShortLivedStore implements Adapter {
  constructor(private readonly kind: string) {}

  upsert(id: string, payload: AdapterPayload, expiresInS: number): Promise<void> {
    const key = this.key(id);
    kept.delete(key);
    kept.set(key, { payload, until: Date.now() + (expiresInS || 600) * 1000 });
    if (kept.size > CAPACITY) {
      const oldest = kept.keys().next();
      if (!oldest.done) kept.delete(oldest.value);
    }
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    const found = kept.get(this.key(id));
    return Promise.resolve(found !== undefined && found.until > Date.now() ? found.payload : undefined);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.first(({ uid: one }) => one === uid));
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.first(({ userCode: one }) => one === userCode));
  }

  consume(id: string): Promise<void> {
    const found = kept.get(this.key(id));
    if (found) found.payload['consumed'] = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    kept.delete(this.key(id));
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    return Promise.resolve();
  }

  private first(fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload, until }] of kept)
      if (key.startsWith(`${this.kind}:`) && until > Date.now() && fits(payload)) return payload;
    return undefined;
  }

  private key(id: string): string {
    return `${this.kind}:${id}`;
  }
}
