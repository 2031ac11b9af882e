import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Authenticator, generateCredential } from '@app/access';
import { CredentialRepository, InventoryCache } from '@app/registry';
import { eventually, openTestRegistry, type TestRegistry } from '@app/testing';
import { connectAsync, type MqttClient } from 'mqtt';
import { TestGateway } from './test-gateway.js';

const WITHIN_MS = 5_000;

/** Reason code of the DISCONNECT that a client gets. */
function farewell(client: MqttClient): Promise<number | undefined> {
  return new Promise((resolve) => client.once('disconnect', ({ reasonCode }) => resolve(reasonCode)));
}

describe('devices and their credentials, with the registry behind', () => {
  let registry: TestRegistry;
  let cache: InventoryCache;
  let authenticator: Authenticator;
  /** As another process has it: the gateway hears of what it does only by polling. */
  let elsewhere: CredentialRepository;
  let gateway: TestGateway;
  let device = 0;

  beforeAll(async () => {
    registry = await openTestRegistry();
    const { inventory, options, clock } = registry;
    elsewhere = new CredentialRepository(registry.registry, clock);
    cache = new InventoryCache(inventory, options);
    await cache.start();
    await inventory.createStation({ id: 'st', name: 'Ngã sáu', kind: 'parking', lat: 11, lon: 106.6 });
  });
  afterAll(async () => {
    await cache.stop();
    await registry.close();
  });

  beforeEach(async () => {
    authenticator = new Authenticator(registry.credentials, cache, () => registry.clock.now());
    gateway = new TestGateway({ authenticate: (id, secret) => authenticator.authenticate(id, secret) });
    authenticator.onCredentials((principal, inForce) =>
      gateway.server.credentialsChanged(principal, inForce),
    );
    await gateway.start();
  });
  afterEach(async () => {
    authenticator.close();
    await gateway.stop();
  });

  async function register(): Promise<{ id: string; secret: string }> {
    device += 1;
    const id = `dev-${device}`;
    const { secret, ...stored } = generateCredential();
    const profile = [...cache.current().profiles.values()].find(({ family }) => family === 'parking')!.id;
    await registry.inventory.createDevice(
      { id, station: 'st', profile, cadence: 60, direction: `d${device}` },
      stored,
    );
    return { id, secret };
  }

  function connect(username: string, password: string): Promise<MqttClient> {
    return connectAsync(`mqtt://127.0.0.1:${gateway.port}`, {
      username,
      password,
      protocolVersion: 5,
      reconnectPeriod: 0,
    });
  }

  const refused = (id: string, secret: string) =>
    connect(id, secret).then(
      () => null,
      (error: { code?: number }) => error.code,
    );

  it('a revocation by another process ends the live session within 5 s, and leaves the device’s other one', async () => {
    const { id, secret } = await register();
    const { secret: newer, ...stored } = generateCredential();
    await elsewhere.rotate(id, 'device', stored, 3_600_000);
    const [old] = (await elsewhere.history(id)).filter(({ expiresAt }) => expiresAt !== null);
    const [before, after] = [await connect(id, secret), await connect(id, newer)];
    const gone = farewell(before);

    await elsewhere.revoke(id, 'device', old!.id);
    const revokedAt = performance.now();
    const reason = await gone;

    expect(performance.now() - revokedAt).toBeLessThan(WITHIN_MS);
    expect(reason).toBe(0x87);
    expect(await refused(id, secret)).toBe(0x86);
    await after.publishAsync(`telemetry/${id}`, '{}', { qos: 1 });
    after.end(true);
  });

  it('both credentials work during the overlap; then a session that came with the old one ends', async () => {
    const { id, secret } = await register();
    const old = await connect(id, secret);
    const { secret: newer, ...stored } = generateCredential();
    const overlapMs = 3_600_000;

    await elsewhere.rotate(id, 'device', stored, overlapMs);
    await eventually('the gateway to hear of it', async () => {
      const principal = await authenticator.authenticate(id, secret);
      return principal?.presented?.until === registry.clock.now() + overlapMs;
    });
    await old.publishAsync(`telemetry/${id}`, '{}', { qos: 1 });
    const young = await connect(id, newer);
    const gone = farewell(old);
    gateway.clock.set(registry.clock.now() + overlapMs);
    await gone;

    await young.publishAsync(`telemetry/${id}`, '{}', { qos: 1 });
    young.end(true);
  });

  it('revoking all ends every session of the device', async () => {
    const { id, secret } = await register();
    const device = await connect(id, secret);
    const gone = farewell(device);

    await elsewhere.revoke(id, 'device', null);
    await gone;

    expect(await refused(id, secret)).toBe(0x86);
  });
});

describe('client identifiers where each is the device’s own', () => {
  let gateway: TestGateway;
  beforeEach(async () => (gateway = await new TestGateway({ clientIdRule: 'device' }).start()));
  afterEach(() => gateway.stop());

  it.each([
    [4, 2],
    [5, 0x85],
  ] as const)('another one is refused at level %d with %i', async (protocolVersion, code) => {
    await expect(gateway.client({ clientId: 'cam-2', protocolVersion })).rejects.toMatchObject({ code });
  });

  it('the device’s id is good, none means it, and a gateway is free', async () => {
    const first = await gateway.client({ clientId: 'cam-1', protocolVersion: 5 });
    const takenOver = farewell(first);
    await gateway.client({ clientId: '', protocolVersion: 5 });

    expect(await takenOver).toBe(0x8e);
    expect((await gateway.client({ username: 'gw-1', clientId: 'anything' })).connected).toBe(true);
  });
});
