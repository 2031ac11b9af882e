import { readFileSync, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerItem } from '@app/contracts';
import { eventually } from '@app/testing';
import mqtt from 'mqtt';
import { request } from './support/http.js';
import { PlatformProcess } from './support/platform-process.js';

const KEY = 'a-key-of-at-least-16-characters';
const RATE = 50;
const BURST = 100;

describe('the variables of the outside interface [DESIGN 9]', () => {
  let platform: PlatformProcess;
  const mqttAs = (username: string, password?: string): Promise<mqtt.MqttClient> =>
    mqtt.connectAsync({
      host: '127.0.0.1',
      port: platform.ports.mqtt,
      username,
      ...(password !== undefined && { password }),
      reconnectPeriod: 0,
    });

  beforeAll(async () => {
    platform = await PlatformProcess.create({
      env: {
        NHIPPHO_ADMIN_KEY: KEY,
        NHIPPHO_READS: 'identified',
        NHIPPHO_DEVICE_RATE: String(RATE),
        NHIPPHO_DEVICE_BURST: String(BURST),
      },
    });
    await platform.start();
  });

  afterAll(() => platform.remove());

  it('NHIPPHO_ADMIN_KEY is the key, kept in admin.key for its owner only', async () => {
    const file = join(platform.dataDir, 'admin.key');

    const made = await platform.rest.post<{ id: string }>('/api/v1/gateways', { id: 'gateway' });

    expect(made.id).toBe('gateway');
    expect(readFileSync(file, 'utf8').trim()).toBe(KEY);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(platform.output).not.toContain(KEY);
  });

  it.each(['areas', 'stations', 'devices', 'kpis', 'latest', 'ledger', 'rejected', 'indicators', 'feed'])(
    'NHIPPHO_READS=identified closes /%s to who brings no key',
    async (list) => {
      const anonymous = await request(`${platform.base}/api/v1/${list}`);

      expect([anonymous.status, anonymous.type]).toEqual([401, 'application/problem+json']);
    },
  );

  it('NHIPPHO_READS=identified lets readers in by the key, over HTTP and MQTT', async () => {
    const authorization = `Bearer ${KEY}`;

    const areas = await request(`${platform.base}/api/v1/areas`, { headers: { authorization } });
    const viewer = await mqttAs('viewer', KEY);
    const granted = await viewer.subscribeAsync('kpi/#');
    viewer.end(true);

    expect(areas.status).toBe(200);
    expect(granted[0]?.qos).toBe(0);
    await expect(mqttAs('viewer')).rejects.toMatchObject({ code: 4 });
    expect((await request(`${platform.base}/health`)).status).toBe(200);
  });

  it("a service's key lets its viewer in until it is revoked, which ends the session within 5 s", async () => {
    const { id, key } = await platform.rest.post<{ id: string; key: string }>('/api/v1/api-keys', {
      name: 'wall display',
      roles: [{ role: 'viewer' }],
      days: 1,
    });
    const viewer = await mqttAs('viewer', key);
    expect((await viewer.subscribeAsync('kpi/#'))[0]?.qos).toBe(0);
    const closed = new Promise<void>((resolve) => viewer.once('close', () => resolve()));

    await fetch(`${platform.base}/api/v1/api-keys/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${KEY}` },
    });

    const revokedAt = Date.now();
    await closed;
    expect(Date.now() - revokedAt).toBeLessThan(5_000);
    await expect(mqttAs('viewer', key)).rejects.toMatchObject({ code: 4 });
  });

  it('NHIPPHO_DEVICE_RATE slows a device down and loses nothing', async () => {
    const sent = 250;
    const base = Math.floor(Date.now() / 1000) * 1000 - 600_000;
    const secret = await platform.rest.camera('fast', { cadence: 1, activeFrom: base });
    const camera = await mqttAs('fast', secret);
    const reading = (i: number): string =>
      JSON.stringify({ ts: new Date(base + i * 1000).toISOString(), period: 1, n: { car: 1 }, speed: 30 });

    const began = Date.now();
    const all = Array.from({ length: sent }, (_, i) =>
      camera.publishAsync('telemetry/fast', reading(i), { qos: 1 }),
    );
    await Promise.all(all);
    const tookMs = Date.now() - began;
    camera.end(true);

    // Each of the messages beyond the burst had to wait for its turn; half of that shows that they did.
    expect(tookMs).toBeGreaterThan((((sent - BURST) / RATE) * 1000) / 2);
    await eventually('all of it stored', async () => {
      const { body } = await request<{ items: LedgerItem[] }>(`${platform.base}/api/v1/ledger?device=fast`, {
        headers: { authorization: `Bearer ${KEY}` },
      });
      return body.items.reduce((sum, item) => sum + item.stored, 0) === sent;
    });
  });

  it('NHIPPHO_BIND is loopback unless told otherwise', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);

    const reached = await Promise.all(
      outside.map(({ address }) =>
        fetch(`http://${address}:${platform.ports.http}/health`).then(
          () => address,
          () => null,
        ),
      ),
    );

    expect(reached.filter((address) => address !== null)).toEqual([]);
  });

  it('a wrong or an unknown variable ends the start and is named with what is allowed', async () => {
    const wrong = await PlatformProcess.create({
      env: { NHIPPHO_MQTT_PORT: '99999', NHIPPHO_READS: 'maybe', NHIPPHO_SIMULATR: 'on' },
    });

    await wrong.start().catch(() => undefined);
    const { output } = wrong;
    await wrong.remove();

    expect(output).toContain('NHIPPHO_READS="maybe"');
    expect(output).toContain('identified');
    expect(output).toContain('NHIPPHO_SIMULATR: no such variable');
    expect(output).toContain('65535');
    expect(output).not.toContain('    at ');
  });
});
