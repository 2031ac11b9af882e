import { describe, expect, it } from '@jest/globals';
import type { Credential, Device, InventorySnapshot } from '@app/registry';
import { Authenticator } from './authenticator.js';
import { generateCredential } from './credential.js';
import type { InventorySource } from './sources.js';

class FakeRegistry implements InventorySource {
  readonly rows = new Map<string, Credential>();
  readonly devices = new Map<string, Partial<Device>>();
  lookups = 0;
  refreshes = 0;
  pending = new Map<string, Partial<Device>>();
  private listener: Parameters<InventorySource['onChange']>[0] | null = null;

  add(principal: string, kind: Credential['kind'] = 'device'): string {
    const { secret, salt, hash } = generateCredential();
    this.rows.set(principal, { principal, kind, salt, hash, revokedAt: null });
    return secret;
  }
  find(principal: string): Promise<Credential | null> {
    this.lookups += 1;
    return Promise.resolve(this.rows.get(principal) ?? null);
  }
  current(): InventorySnapshot {
    return { devices: this.devices } as unknown as InventorySnapshot;
  }
  refresh(): Promise<InventorySnapshot> {
    this.refreshes += 1;
    for (const [id, device] of this.pending) this.devices.set(id, device);
    return Promise.resolve(this.current());
  }
  onChange(listener: Parameters<InventorySource['onChange']>[0]): () => void {
    this.listener = listener;
    return () => (this.listener = null);
  }
  change(key: string): void {
    this.listener?.(this.current(), [{ key }]);
  }
}

describe('Authenticator', () => {
  it('admits the right secret and asks the registry once', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const authenticator = new Authenticator(registry, registry);

    const first = await authenticator.authenticate('cam-1', secret);
    await authenticator.authenticate('cam-1', secret);

    expect(first).toMatchObject({ kind: 'device', id: 'cam-1' });
    expect(registry.lookups).toBe(1);
  });

  it('refuses a wrong secret, an unknown name and a name that could not be a topic level', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    registry.add('a/b');
    const authenticator = new Authenticator(registry, registry);

    expect(await authenticator.authenticate('cam-1', 'wrong')).toBeNull();
    expect(await authenticator.authenticate('cam-2', secret)).toBeNull();
    expect(await authenticator.authenticate('a/b', secret)).toBeNull();
    expect(await authenticator.authenticate('', secret)).toBeNull();
  });

  it('admits a secret that is newer than memory at once', async () => {
    const registry = new FakeRegistry();
    await new Authenticator(registry, registry).authenticate('cam-1', registry.add('cam-1'));
    const authenticator = new Authenticator(registry, registry);
    await authenticator.authenticate('cam-1', registry.add('cam-1'));

    const renewed = registry.add('cam-1');

    expect(await authenticator.authenticate('cam-1', renewed)).not.toBeNull();
  });

  it('names a principal whose credential was revoked, and refuses it from then on', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const authenticator = new Authenticator(registry, registry);
    await authenticator.authenticate('cam-1', secret);
    const revoked = new Promise<string>((resolve) => authenticator.onRevoked(resolve));

    registry.rows.set('cam-1', { ...registry.rows.get('cam-1')!, revokedAt: 1 });
    registry.change('cam-1');

    expect(await revoked).toBe('cam-1');
    expect(await authenticator.authenticate('cam-1', secret)).toBeNull();
  });

  it('keeps at most its capacity in memory', async () => {
    const registry = new FakeRegistry();
    const a = registry.add('a');
    const b = registry.add('b');
    const authenticator = new Authenticator(registry, registry, 1);

    await authenticator.authenticate('a', a);
    await authenticator.authenticate('b', b);
    await authenticator.authenticate('a', a);

    expect(registry.lookups).toBe(3);
  });
});

describe('a principal', () => {
  it('of a device writes for itself only', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const device = await new Authenticator(registry, registry).authenticate('cam-1', secret);

    expect(device?.mayWriteFor('cam-1')).toBe(true);
    expect(device?.mayWriteFor('cam-2')).toBe(false);
  });

  it('of a gateway writes for the devices registered under it, not for itself', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('gw-1', 'gateway');
    registry.devices.set('meter-1', { gateway: 'gw-1' });
    registry.devices.set('meter-2', { gateway: 'gw-2' });
    const gateway = await new Authenticator(registry, registry).authenticate('gw-1', secret);

    expect(gateway?.mayWriteFor('meter-1')).toBe(true);
    expect(gateway?.mayWriteFor('meter-2')).toBe(false);
    expect(gateway?.mayWriteFor('gw-1')).toBe(false);
  });

  it('of a gateway finds a device registered a moment ago, and asks at most once a second for made-up names', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('gw-1', 'gateway');
    const gateway = await new Authenticator(registry, registry).authenticate('gw-1', secret);
    registry.pending.set('meter-9', { gateway: 'gw-1' });

    expect(await gateway?.confirmWriteFor('meter-9')).toBe(true);
    expect(await gateway?.confirmWriteFor('made-up-1')).toBe(false);
    expect(await gateway?.confirmWriteFor('made-up-2')).toBe(false);
    expect(registry.refreshes).toBe(1);
  });

  it('of a trusted broker writes for every device whose service has not ended, and for no other', async () => {
    const registry = new FakeRegistry();
    registry.devices.set('serving', { active: [{ from: 0, to: null }] });
    registry.devices.set('retired', { active: [{ from: 0, to: 1_000 }] });
    registry.devices.set('returned', {
      active: [
        { from: 0, to: 10 },
        { from: 2_000, to: null },
      ],
    });
    registry.pending.set('new', { active: [{ from: 0, to: null }] });
    let now = 999;
    const broker = new Authenticator(registry, registry).trustedBroker('$broker', () => now);
    const may = (): boolean[] =>
      ['serving', 'retired', 'returned', 'nobody'].map((d) => broker.mayWriteFor(d));

    expect(may()).toEqual([true, true, true, false]);
    now = 1_000;
    expect(may()).toEqual([true, false, true, false]);
    expect([broker.mayWriteFor('new'), await broker.confirmWriteFor('new')]).toEqual([false, true]);
  });
});
