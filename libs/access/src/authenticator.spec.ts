import { describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import type { Credential, Device, InventorySnapshot } from '@app/registry';
import { Authenticator } from './authenticator.js';
import { generateCredential } from './credential.js';
import type { InventorySource } from './sources.js';

class FakeRegistry implements InventorySource {
  readonly rows: Credential[] = [];
  now = 1_000;
  /** What the registry answers with instead. */
  failure: Error | null = null;
  readonly devices = new Map<string, Partial<Device>>();
  lookups = 0;
  refreshes = 0;
  pending = new Map<string, Partial<Device>>();
  private listener: Parameters<InventorySource['onChange']>[0] | null = null;

  /** One more credential of a principal. */
  add(principal: string, kind: Credential['kind'] = 'device'): string {
    const { secret, salt, hash } = generateCredential();
    const id = `c${this.rows.length}`;
    this.rows.push({
      id,
      principal,
      kind,
      salt,
      hash,
      createdAt: this.now,
      expiresAt: null,
      revokedAt: null,
    });
    return secret;
  }
  /** Changes all credentials of a principal that are there now. */
  alter(principal: string, change: Partial<Credential>): void {
    for (const [i, row] of this.rows.entries())
      if (row.principal === principal) this.rows[i] = { ...row, ...change };
  }
  async of(principals: readonly string[]): Promise<Credential[]> {
    this.lookups += 1;
    if (this.failure !== null) throw this.failure;
    await Promise.resolve();
    return this.rows.filter(
      ({ principal, revokedAt }) => principals.includes(principal) && revokedAt === null,
    );
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
  change(key: string, kind = 'credential'): void {
    this.listener?.(this.current(), [{ kind, key }]);
  }
}

describe('Authenticator', () => {
  it('admits the right secret and asks the registry once', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const authenticator = new Authenticator(registry, registry, () => registry.now);

    const first = await authenticator.authenticate('cam-1', secret);
    await authenticator.authenticate('cam-1', secret);

    expect(first).toMatchObject({ kind: 'device', id: 'cam-1' });
    expect(registry.lookups).toBe(1);
  });

  it('refuses a wrong secret, an unknown name and a name that could not be a topic level', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    registry.add('a/b');
    const authenticator = new Authenticator(registry, registry, () => registry.now);

    expect(await authenticator.authenticate('cam-1', 'wrong')).toBeNull();
    expect(await authenticator.authenticate('cam-2', secret)).toBeNull();
    expect(await authenticator.authenticate('a/b', secret)).toBeNull();
    expect(await authenticator.authenticate('', secret)).toBeNull();
  });

  it('admits a secret that is newer than memory at once', async () => {
    const registry = new FakeRegistry();
    await new Authenticator(registry, registry, () => registry.now).authenticate(
      'cam-1',
      registry.add('cam-1'),
    );
    const authenticator = new Authenticator(registry, registry, () => registry.now);
    await authenticator.authenticate('cam-1', registry.add('cam-1'));

    const renewed = registry.add('cam-1');

    expect(await authenticator.authenticate('cam-1', renewed)).not.toBeNull();
  });

  it('admits what was rotated out until its overlap ends, and not a moment longer', async () => {
    const registry = new FakeRegistry();
    const authenticator = new Authenticator(registry, registry, () => registry.now);
    const before = registry.add('cam-1');
    registry.alter('cam-1', { expiresAt: 2_000 });
    const after = registry.add('cam-1');

    registry.now = 1_999;
    const within = await authenticator.authenticate('cam-1', before);
    registry.now = 2_000;

    expect(within?.presented).toEqual({ id: 'c0', until: 2_000 });
    expect(await authenticator.authenticate('cam-1', before)).toBeNull();
    expect((await authenticator.authenticate('cam-1', after))?.presented).toEqual({
      id: 'c1',
      until: Infinity,
    });
  });

  it('tells what is left of a principal whose credential was revoked, and refuses it from then on', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const authenticator = new Authenticator(registry, registry, () => registry.now);
    await authenticator.authenticate('cam-1', secret);
    const told = nextTold(authenticator);

    registry.alter('cam-1', { revokedAt: 1 });
    registry.change('cam-1');

    expect(await told).toEqual(['cam-1', []]);
    expect(await authenticator.authenticate('cam-1', secret)).toBeNull();
  });

  it('tells of principals that are not in memory too, whose sessions may be thousands of others ago', async () => {
    const registry = new FakeRegistry();
    registry.add('cam-1');
    const told = nextTold(new Authenticator(registry, registry, () => registry.now));

    registry.change('cam-1', 'device');
    registry.change('cam-1');

    expect(await told).toEqual(['cam-1', ['c0', 'certificate']]);
    expect(registry.lookups).toBe(1);
  });

  it('goes on asking while the registry does not answer', async () => {
    const registry = new FakeRegistry();
    registry.add('cam-1');
    const told = nextTold(new Authenticator(registry, registry, () => registry.now));
    registry.failure = new Error('down');

    registry.alter('cam-1', { revokedAt: 1 });
    registry.change('cam-1');
    await eventually('a first question', () => registry.lookups > 0);
    registry.failure = null;

    expect(await told).toEqual(['cam-1', []]);
  });

  it('takes no answer from before a revocation for one from after it', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const authenticator = new Authenticator(registry, registry, () => registry.now);

    const asked = authenticator.authenticate('cam-1', secret);
    registry.alter('cam-1', { revokedAt: 1 });
    registry.change('cam-1');

    expect(await asked).toBeNull();
  });

  it('knows the device of a certificate while any credential of it is in force', async () => {
    const registry = new FakeRegistry();
    registry.add('gw-1', 'gateway');
    const authenticator = new Authenticator(registry, registry, () => registry.now);

    expect(await authenticator.authenticateByCertificate('gw-1')).toMatchObject({
      kind: 'gateway',
      presented: { id: 'certificate' },
    });
    registry.alter('gw-1', { revokedAt: 1 });
    registry.change('gw-1');
    expect(await authenticator.authenticateByCertificate('gw-1')).toBeNull();
    expect(await authenticator.authenticateByCertificate('nobody')).toBeNull();
  });

  it('asks for those who come while a query runs in one more, and gives each its own', async () => {
    const registry = new FakeRegistry();
    const names = Array.from({ length: 100 }, (_, i) => `cam-${i}`);
    const secrets = names.map((name) => registry.add(name));
    const authenticator = new Authenticator(registry, registry, () => registry.now);

    const right = names.map((name, i) => authenticator.authenticate(name, secrets[i]!));
    const wrong = names.map((name, i) => authenticator.authenticate(name, secrets[(i + 1) % 100]!));
    const found = await Promise.all([...right, ...wrong]);

    expect(found.map((one) => one?.id ?? null)).toEqual([...names, ...names.map(() => null)]);
    expect(registry.lookups).toBe(2);
  });

  it('fails for all of one query alone when the registry does, and asks again for who comes after', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const authenticator = new Authenticator(registry, registry, () => registry.now);
    registry.failure = new Error('down');

    const results = await Promise.allSettled(
      ['cam-1', 'cam-2', 'cam-3'].map((name) => authenticator.authenticate(name, secret)),
    );
    registry.failure = null;

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await authenticator.authenticate('cam-1', secret)).not.toBeNull();
  });

  it('keeps at most its capacity in memory', async () => {
    const registry = new FakeRegistry();
    const a = registry.add('a');
    const b = registry.add('b');
    const authenticator = new Authenticator(registry, registry, () => registry.now, 1);

    await authenticator.authenticate('a', a);
    await authenticator.authenticate('b', b);
    await authenticator.authenticate('a', a);

    expect(registry.lookups).toBe(3);
  });
});

/** The next that is told of a principal: which of its credentials are in force. */
function nextTold(authenticator: Authenticator): Promise<[string, string[]]> {
  return new Promise((resolve) => {
    authenticator.onCredentials((principal, inForce) => resolve([principal, [...inForce.keys()]]));
  });
}

describe('a principal', () => {
  it('of a device writes for itself only', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('cam-1');
    const device = await new Authenticator(registry, registry, () => registry.now).authenticate(
      'cam-1',
      secret,
    );

    expect(device?.mayWriteFor('cam-1')).toBe(true);
    expect(device?.mayWriteFor('cam-2')).toBe(false);
  });

  it('of a gateway writes for the devices registered under it, not for itself', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('gw-1', 'gateway');
    registry.devices.set('meter-1', { gateway: 'gw-1' });
    registry.devices.set('meter-2', { gateway: 'gw-2' });
    const gateway = await new Authenticator(registry, registry, () => registry.now).authenticate(
      'gw-1',
      secret,
    );

    expect(gateway?.mayWriteFor('meter-1')).toBe(true);
    expect(gateway?.mayWriteFor('meter-2')).toBe(false);
    expect(gateway?.mayWriteFor('gw-1')).toBe(false);
  });

  it('of a gateway finds each of the devices that were registered a moment ago', async () => {
    const registry = new FakeRegistry();
    const secret = registry.add('gw-1', 'gateway');
    const authenticator = new Authenticator(registry, registry, () => registry.now);
    const gateway = await authenticator.authenticate('gw-1', secret);

    for (const meter of ['meter-1', 'meter-2', 'meter-3']) {
      registry.pending.set(meter, { gateway: 'gw-1' });
      expect(await gateway?.confirmWriteFor(meter)).toBe(true);
    }
    expect(await gateway?.confirmWriteFor('meter-1')).toBe(true);
    expect(registry.refreshes).toBe(3);
  });

  it('of a gateway asks for few made-up names, and leaves the others their questions', async () => {
    const registry = new FakeRegistry();
    const secrets = ['gw-1', 'gw-2'].map((id) => [id, registry.add(id, 'gateway')] as const);
    const authenticator = new Authenticator(registry, registry, () => registry.now);
    const [bad, good] = await Promise.all(
      secrets.map(([id, secret]) => authenticator.authenticate(id, secret)),
    );

    for (let i = 0; i < 1_000; i++) expect(await bad?.confirmWriteFor(`made-up-${i}`)).toBe(false);
    expect(registry.refreshes).toBeGreaterThanOrEqual(1);
    expect(registry.refreshes).toBeLessThan(50);

    registry.pending.set('meter-9', { gateway: 'gw-2' });
    expect(await good?.confirmWriteFor('meter-9')).toBe(true);
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
    const broker = new Authenticator(registry, registry, () => registry.now).trustedBroker(
      '$broker',
      () => now,
    );
    const may = (): boolean[] =>
      ['serving', 'retired', 'returned', 'nobody'].map((d) => broker.mayWriteFor(d));

    expect(may()).toEqual([true, true, true, false]);
    now = 1_000;
    expect(may()).toEqual([true, false, true, false]);
    expect([broker.mayWriteFor('new'), await broker.confirmWriteFor('new')]).toEqual([false, true]);
  });
});
