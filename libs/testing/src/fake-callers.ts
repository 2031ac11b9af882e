import { Caller } from '@app/access';

/** In the place of `Callers`: one person by the token `hoa`, as long as they may read. */
export class FakeCallers {
  caller: Caller | null = Caller.person('p-1', 'Hoa', [{ role: 'viewer', area: null }], 's-1');
  failure: Error | null = null;
  private readonly listeners = new Set<() => void>();

  identify(token: string): Promise<Caller | null> {
    return Promise.resolve(token === 'hoa' ? this.caller : null);
  }
  renewed(caller: Caller): Promise<Caller | null> {
    if (this.failure !== null) return Promise.reject(this.failure);
    return Promise.resolve(caller.kind === 'person' ? this.caller : caller);
  }
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  changed(): void {
    for (const listener of this.listeners) listener();
  }
}
